import { useState } from 'react';
import type { TypedValue } from '../../shared/contract/common.ts';
import { useText } from '../texts/text.ts';
import { TextField } from '../ui/fields.tsx';
import { lifetimeSentence } from './lifetime-sentence.ts';
import type { OptionFieldProps } from './option-field.tsx';
import { itemsOf, numberText } from './python-literal.ts';

const hoursPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** Two fields in hours, and what they mean for people. */
export function LifetimeField({ value, onChange }: OptionFieldProps & { readonly value: TypedValue | null }) {
  const text = useText();
  const items = itemsOf(value);
  const [anonymous, setAnonymous] = useState(numberText(items?.[0]) ?? '0');
  const [loggedIn, setLoggedIn] = useState(numberText(items?.[1]) ?? '12');
  const problem = (typed: string): string | null =>
    hoursPattern.test(typed.trim()) ? null : text('options.notANumber');
  const sound = problem(anonymous) === null && problem(loggedIn) === null;

  const tell = (first: string, second: string): void => {
    setAnonymous(first);
    setLoggedIn(second);
    if (hoursPattern.test(first.trim()) && hoursPattern.test(second.trim()))
      onChange(`(${first.trim()}, ${second.trim()})`);
  };
  return (
    <>
      <div className="row lifetime">
        <TextField
          label={text('lifetime.anonymousHours')}
          inputMode="decimal"
          value={anonymous}
          problem={problem(anonymous)}
          onChange={(next) => tell(next, loggedIn)}
        />
        <TextField
          label={text('lifetime.loggedInHours')}
          inputMode="decimal"
          value={loggedIn}
          problem={problem(loggedIn)}
          onChange={(next) => tell(anonymous, next)}
        />
      </div>
      {sound && <p role="status">{lifetimeSentence(Number(anonymous), Number(loggedIn), text)}</p>}
    </>
  );
}

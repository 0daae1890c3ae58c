import { X } from 'lucide-react';
import { useState } from 'react';
import type { TypedValue } from '../../shared/contract/common.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { SearchField } from '../ui/fields.tsx';
import { useRested } from '../ui/time-text.tsx';
import type { OptionFieldProps } from './option-field.tsx';
import { printTextList, textItems } from './python-literal.ts';

/** Names taken from the accounts, so that none is misspelt. */
export function SuperuserField(props: OptionFieldProps & { readonly value: TypedValue | null }) {
  const { farmId, scope, value, onChange } = props;
  const text = useText();
  const names = textItems(value) ?? [];
  const [typed, setTyped] = useState('');
  const found = useAnswer('option:superuserChoices', [farmId, scope, useRested(typed)], {
    keepPrevious: true,
  });
  const set = (next: readonly string[]): void => onChange(printTextList(next, true));
  const choices = (found.data ?? []).filter(({ name }) => !names.includes(name)).slice(0, 6);
  return (
    <>
      <ul className="names" aria-label={text('superuser.names')}>
        {names.map((name) => (
          <li key={name} className="row">
            <span className="spread">{name}</span>
            <IconButton
              label={text('superuser.remove', { name })}
              onPress={() => set(names.filter((other) => other !== name))}
            >
              <X size={14} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {names.length === 0 && <p className="soft">{text('superuser.none')}</p>}
      <SearchField label={text('superuser.search')} value={typed} onChange={setTyped} />
      <ul className="names">
        {choices.map(({ name, disabled, storeId }) => (
          <li key={`${storeId}-${name}`} className="row">
            <span className="spread cut">
              {name} {disabled && <span className="tag">{text('users.disabled')}</span>}
            </span>
            <Button small onPress={() => set([...names, name])}>
              {text('superuser.add', { name })}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

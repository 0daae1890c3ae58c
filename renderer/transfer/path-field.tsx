import { useState } from 'react';
import type { RequestArguments } from '../../shared/contract.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useSay, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';

export interface PathFieldProps {
  readonly label: string;
  readonly purpose: RequestArguments<'transfer:choose'>[0];
  /** Name that the native dialog proposes. */
  readonly suggestion?: string;
  readonly value: string;
  /** `from`: the system's dialog asks whether a file that is there may be replaced, typing does not. */
  readonly onChange: (path: string, from: 'dialog' | 'typing') => void;
  readonly autoFocus?: boolean;
}

/** A whole path: typed, or chosen with the system's dialog where there is one. */
export function PathField({ label, purpose, suggestion = '', value, onChange, autoFocus }: PathFieldProps) {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const [error, setError] = useState<AppError | null>(null);

  async function choose(): Promise<void> {
    setError(null);
    const result = await bridge.request('transfer:choose', purpose, suggestion);
    if (!result.ok) setError(result.error);
    else if (result.value !== null) onChange(result.value.path, 'dialog');
  }

  return (
    <div className="row transfer__path">
      <div className="spread">
        <TextField
          label={label}
          value={value}
          onChange={(path) => onChange(path, 'typing')}
          problem={error === null ? null : say(error.message)}
          autoFocus={autoFocus ?? false}
        />
      </div>
      {!bridge.platform.headless && (
        <Button aria-label={text('transfer.chooseFor', { what: label })} onPress={() => void choose()}>
          {text('transfer.choose')}
        </Button>
      )}
    </div>
  );
}

import { useState } from 'react';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useSay, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';

export interface SupplyValueProps {
  readonly farmId: string;
  readonly wikiId: string;
  /** As a person knows the wiki. */
  readonly wikiName: string;
  readonly option: string;
  readonly placeholder: string;
}

/** Takes the value of an option that code computes; Croft keeps it beside the farm, whose Python stays as it is. */
export function SupplyValue({ farmId, wikiId, wikiName, option, placeholder }: SupplyValueProps) {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const [value, setValue] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  async function supply(): Promise<void> {
    setBusy(true);
    const result = await bridge.request('wiki:supplyValue', farmId, wikiId, option, value);
    setBusy(false);
    setError(result.ok ? null : result.error);
  }

  return (
    <div className="row overview__need">
      <div className="spread">
        <TextField
          label={text('overview.valueFor', { option, wiki: wikiName })}
          hideLabel
          placeholder={placeholder}
          code
          value={value}
          onChange={setValue}
          problem={error === null ? null : say(error.message)}
        />
      </div>
      <Button tone="primary" busy={busy} onPress={() => void supply()}>
        {text('overview.useValue')}
      </Button>
    </div>
  );
}

/** A value that a person supplied, and the way back. */
export function SuppliedValue({
  farmId,
  wikiId,
  option,
  supplied,
}: Pick<SupplyValueProps, 'farmId' | 'wikiId' | 'option'> & { readonly supplied: string }) {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  async function remove(): Promise<void> {
    setBusy(true);
    const result = await bridge.request('wiki:removeSupplied', farmId, wikiId, option);
    setBusy(false);
    setError(result.ok ? null : result.error);
  }

  return (
    <div className="stack">
      <p>{text('options.supplied')}</p>
      <pre className="option-panel__source">{supplied}</pre>
      {error !== null && <p className="bad">{say(error.message)}</p>}
      <div className="row option-panel__buttons">
        <Button busy={busy} onPress={() => void remove()}>
          {text('options.removeSupplied')}
        </Button>
      </div>
    </div>
  );
}

import { useState } from 'react';
import type { neededValue } from '../../shared/contract/farm.ts';
import type { Shape } from '../../shared/contract/define.ts';
import type { WikiOverview } from '../../shared/contract/farm.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { SourceLink } from '../options/source-link.tsx';
import { useSay, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';

export interface NeededValueFormProps {
  readonly farmId: string;
  readonly wiki: WikiOverview;
  readonly need: Shape<typeof neededValue>;
}

/** Asks for what the farm's code computes; Croft keeps the answer beside the farm, its Python stays as it is. */
export function NeededValueForm({ farmId, wiki, need }: NeededValueFormProps) {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const [value, setValue] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  async function supply(): Promise<void> {
    setBusy(true);
    const result = await bridge.request('wiki:supplyValue', farmId, wiki.id, need.option, value);
    setBusy(false);
    setError(result.ok ? null : result.error);
  }

  return (
    <div className="stack">
      <p>
        {text('overview.computed', { option: need.option })}{' '}
        {need.source !== null && <SourceLink farmId={farmId} place={need.source} />}
      </p>
      <p className="code">{need.text}</p>
      <div className="row overview__need">
        <div className="spread">
          <TextField
            label={text('overview.valueFor', { option: need.option, wiki: wiki.sitename })}
            hideLabel
            placeholder={say(need.wanted)}
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
    </div>
  );
}

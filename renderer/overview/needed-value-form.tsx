import { useState } from 'react';
import type { neededValue, UnsureFile, WikiOverview } from '../../shared/contract/farm.ts';
import type { Shape } from '../../shared/contract/define.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { SourceLink } from '../options/source-link.tsx';
import { SupplyValue } from '../options/supply-value.tsx';
import { useSay, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';

export interface NeededValueFormProps {
  readonly farmId: string;
  readonly wiki: WikiOverview;
  readonly need: Shape<typeof neededValue>;
}

/** Asks for what the farm's code computes. */
export function NeededValueForm({ farmId, wiki, need }: NeededValueFormProps) {
  const text = useText();
  const say = useSay();
  return (
    <div className="stack">
      <p>
        {text('overview.computed', { option: need.option })}{' '}
        {need.source !== null && <SourceLink farmId={farmId} place={need.source} />}
      </p>
      <p className="code">{need.text}</p>
      <SupplyValue
        farmId={farmId}
        wikiId={wiki.id}
        wikiName={wiki.sitename}
        option={need.option}
        placeholder={say(need.wanted)}
      />
    </div>
  );
}

/** Asks whether the code of a file changes options; the answer holds for the file as it is now. */
export function UnsureFileForm({ farmId, unsure }: { readonly farmId: string; readonly unsure: UnsureFile }) {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  async function answer(): Promise<void> {
    setBusy(true);
    const result = await bridge.request('config:sayHarmless', farmId, unsure.file);
    setBusy(false);
    setError(result.ok ? null : result.error);
  }

  return (
    <div className="stack">
      <p>
        {say(unsure.message)} {unsure.source !== null && <SourceLink farmId={farmId} place={unsure.source} />}
      </p>
      <p className="soft">{text('overview.unsure.hint', { file: unsure.file })}</p>
      {error !== null && <p className="bad">{say(error.message)}</p>}
      <div className="row">
        <Button busy={busy} onPress={() => void answer()}>
          {text('overview.unsure.harmless')}
        </Button>
      </div>
    </div>
  );
}

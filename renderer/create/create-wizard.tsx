import { useState } from 'react';
import type { CreatePreview } from '../../shared/contract/app.ts';
import type { AppError } from '../../shared/result.ts';
import type { Speaker } from '../../shared/texts/speaker.ts';
import { farmRoute, go } from '../app/route.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useSay, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { useRested } from '../ui/time-text.tsx';
import { CreatePreviewPanel } from './create-preview.tsx';
import { firstDraft, planOf, type Draft } from './create-plan.ts';
import { AddressStep, LoginStep, WikiStep } from './create-steps.tsx';

const steps = ['wikis', 'addresses', 'logins'] as const;

/** Three steps with a live preview; nothing is written before the last button. */
export function CreateWizard() {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const [place, setPlace] = useState(0);
  const [draft, setDraft] = useState<Draft>(firstDraft);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const plan = planOf(draft);
  const preview = useAnswer('farm:previewCreate', [useRested(plan, 250)], { keepPrevious: true });
  const step = steps[place] ?? 'wikis';
  const blocked = preview.data === undefined || preview.data.problems.length > 0;

  const change = (part: Partial<Draft>): void => setDraft((old) => ({ ...old, ...part }));
  async function create(): Promise<void> {
    setBusy(true);
    setError(null);
    const result = await bridge.request('farm:create', plan);
    setBusy(false);
    if (result.ok) go(farmRoute(result.value.farmId));
    else setError(result.error);
  }

  const problems = problemsByField(preview.data, say);
  const stepProps = { draft, onChange: change, problemOf: (field: string) => problems.get(field) ?? null };
  return (
    <div className="create">
      <div className="create__main">
        <h1>{text('create.title')}</h1>
        <ol className="create__steps">
          {steps.map((name, index) => (
            <li key={name} aria-current={index === place ? 'step' : undefined}>
              <button type="button" onClick={() => setPlace(index)}>
                {index + 1}. {text(`create.step.${name}`)}
              </button>
            </li>
          ))}
        </ol>
        {step === 'wikis' && <WikiStep {...stepProps} />}
        {step === 'addresses' && <AddressStep {...stepProps} />}
        {step === 'logins' && <LoginStep {...stepProps} />}
        {error !== null && <Failure error={error} />}
        <div className="row">
          {place > 0 && <Button onPress={() => setPlace(place - 1)}>{text('common.back')}</Button>}
          <span className="spread" />
          <Button onPress={() => go({ kind: 'home' })}>{text('common.cancel')}</Button>
          {place < steps.length - 1 ? (
            <Button tone="primary" onPress={() => setPlace(place + 1)}>
              {text('common.next')}
            </Button>
          ) : (
            <Button tone="primary" busy={busy} isDisabled={blocked} onPress={() => void create()}>
              {text('create.create', { name: plan.folderName })}
            </Button>
          )}
        </div>
      </div>
      <CreatePreviewPanel preview={preview} />
    </div>
  );
}

function problemsByField(preview: CreatePreview | undefined, say: Speaker): ReadonlyMap<string, string> {
  return new Map(
    (preview?.problems ?? []).map(({ field, error }) => [
      field,
      [error.message, error.hint ?? ''].map(say).join(' ').trim(),
    ]),
  );
}

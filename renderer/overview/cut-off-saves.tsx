import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { WikiOverview } from '../../shared/contract/farm.ts';
import type { RequestValue } from '../../shared/contract.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { answerKey, useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { StateShape } from '../ui/state-mark.tsx';
import { printSpan } from '../ui/time-text.tsx';
import { useToasts } from '../ui/toasts.tsx';

type CutOff = RequestValue<'page:cutOff'>[number];

export interface CutOffSavesProps {
  readonly farmId: string;
  readonly wikis: readonly Pick<WikiOverview, 'id' | 'sitename' | 'state'>[];
}

/** Pages that a crash left locked, each with its remedy (DECISIONS 25). */
export function CutOffSaves({ farmId, wikis }: CutOffSavesProps) {
  const text = useText();
  const [asking, setAsking] = useState<CutOff | null>(null);
  const running = wikis.filter(({ state }) => state.kind === 'running').map(({ id }) => id);
  const found = useAnswer('page:cutOff', [farmId], { enabled: running.length > 0 }).data ?? [];
  useAskingAgain(farmId, running);
  if (found.length === 0) return null;
  const nameOf = (id: string): string => wikis.find((wiki) => wiki.id === id)?.sitename ?? id;
  return (
    <>
      <ul className="problems" aria-label={text('cutOff.list')}>
        {found.map((one) => (
          <li key={`${one.wikiId} ${one.page}`} className="problems__one">
            <StateShape look="warning" label={text('overview.severity.warning')} />
            <p className="spread">
              {text('cutOff.sentence', {
                page: one.page,
                wiki: nameOf(one.wikiId),
                span: printSpan(text, one.sinceSeconds),
              })}
            </p>
            <Button small onPress={() => setAsking(one)}>
              {text('cutOff.repair', { page: one.page })}
            </Button>
          </li>
        ))}
      </ul>
      {asking !== null && <RepairDialog farmId={farmId} cutOff={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

/** No event tells of a save that was cut off: asked when a wiki came up, and when somebody comes back to look. */
function useAskingAgain(farmId: string, running: readonly string[]): void {
  const cache = useQueryClient();
  const these = running.join(' ');
  useEffect(() => {
    const ask = (): void =>
      void cache.invalidateQueries(
        { queryKey: answerKey('page:cutOff', [farmId]) },
        { cancelRefetch: false },
      );
    ask();
    window.addEventListener('focus', ask);
    return () => window.removeEventListener('focus', ask);
  }, [cache, farmId, these]);
}

interface RepairDialogProps {
  readonly farmId: string;
  readonly cutOff: CutOff;
  readonly onClose: () => void;
}

/** Asked, because only a person knows whether another program is at it. */
function RepairDialog({ farmId, cutOff, onClose }: RepairDialogProps) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const cache = useQueryClient();
  const [error, setError] = useState<AppError | null>(null);
  const { wikiId, page } = cutOff;

  async function repair(): Promise<void> {
    const result = await bridge.request('page:repair', farmId, wikiId, page);
    if (!result.ok) return setError(result.error);
    await cache.invalidateQueries({ queryKey: answerKey('page:cutOff', [farmId]) });
    toasts.show({ text: text('cutOff.done', { page }) });
    onClose();
  }

  return (
    <Dialog
      title={text('cutOff.title', { page })}
      role="alertdialog"
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('cutOff.repair', { page })}
          focusCancel
          onConfirm={() => void repair()}
          onCancel={onClose}
        />
      }
    >
      <p>{text('cutOff.explain')}</p>
      <p>{text('cutOff.warning')}</p>
    </Dialog>
  );
}

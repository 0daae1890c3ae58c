import { useState } from 'react';
import type { OptionPreview } from '../../shared/contract/option.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { SharingPicture } from '../sharing/sharing-picture.tsx';
import { useSay, useText } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { DiffView } from './diff-view.tsx';
import { ImpactList } from './impact-list.tsx';
import { useStagedEdits } from './staged-edits.tsx';
import { StagedList } from './staged-list.tsx';
import { useUndoEdits, type AppliedEdits } from './use-undo-edits.ts';

export interface ReviewDialogProps {
  readonly farmId: string;
  readonly onClose: () => void;
  readonly onApplied: (applied: AppliedEdits) => void;
}

/** Left what changes for people, right what changes in the files; nothing is written before Apply. */
export function ReviewDialog({ farmId, onClose, onApplied }: ReviewDialogProps) {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const toasts = useToasts();
  const { edits, stage, unstage, discard } = useStagedEdits(farmId);
  const preview = useAnswer('option:preview', [farmId, edits], { keepPrevious: true });
  const undo = useUndoEdits(farmId);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = preview.data !== undefined && !preview.isFetching && preview.data.refused.length === 0;

  async function apply(): Promise<void> {
    if (preview.data === undefined) return;
    setBusy(true);
    const result = await bridge.request('option:apply', farmId, preview.data.revision, edits);
    setBusy(false);
    if (!result.ok) {
      setError(result.error);
      // The files changed meanwhile: both sides are shown by asking anew.
      if (result.error.code === 'config-changed') await preview.refetch();
      return;
    }
    const applied = { undo: result.value.undo, count: edits.length };
    discard();
    onApplied(applied);
    onClose();
    toasts.show({
      text: text(result.value.followedAt === null ? 'options.saved' : 'options.savedFollowed', {
        count: applied.count,
      }),
      action: { text: text('common.undo'), onPress: () => void undo(applied) },
    });
  }

  return (
    <Dialog
      title={text('options.reviewTitle', { count: edits.length })}
      wide
      error={error}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('options.apply', { count: edits.length })}
          ready={ready}
          busy={busy}
          onConfirm={() => void apply()}
          onCancel={onClose}
        />
      }
    >
      <AnswerView answer={preview}>
        {(value) => (
          <div className="review">
            <section className="review__people" aria-label={text('options.forPeople')}>
              <h3>{text('options.forPeople')}</h3>
              <StagedList edits={edits} refused={value.refused} onStage={stage} onDrop={unstage} />
              <ImpactList facts={value.facts} />
              {value.newProblems.map((problem) => (
                <p key={problem.id} className="note">
                  {say(problem.message)} {problem.consequence !== null && say(problem.consequence)}
                </p>
              ))}
              <BeforeAfter preview={value} />
            </section>
            <section className="review__files" aria-label={text('options.inFiles')}>
              <h3>{text('options.inFiles')}</h3>
              {value.diffs.map((diff) => (
                <DiffView key={diff.fileId} diff={diff} />
              ))}
            </section>
          </div>
        )}
      </AnswerView>
    </Dialog>
  );
}

/** The sharing picture before and after, only when it changes. */
function BeforeAfter({ preview }: { readonly preview: OptionPreview }) {
  const text = useText();
  const verdicts = (sharing: OptionPreview['before']): string =>
    JSON.stringify(sharing.pairs.map(({ a, b, login, account }) => [a, b, login, account]));
  if (verdicts(preview.before) === verdicts(preview.after)) return null;
  return (
    <div className="review__pictures">
      {(['before', 'after'] as const).map((when) => (
        <figure key={when}>
          <figcaption className="soft">{text(`options.${when}`)}</figcaption>
          <SharingPicture sharing={preview[when]} label={text(`options.picture.${when}`)} width={200} />
        </figure>
      ))}
    </div>
  );
}

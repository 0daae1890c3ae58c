import { lazy, Suspense, useMemo, useState } from 'react';
import type { OptionMatrix } from '../../shared/contract/option.ts';
import { farmRoute, go, printRoute } from '../app/route.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useSay, useText } from '../texts/text.ts';
import { AnswerView, Empty, Skeleton } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox, SearchField } from '../ui/fields.tsx';
import { OptionMatrixGrid, type MatrixCursor } from './option-matrix.tsx';
import { OptionPanel } from './option-panel.tsx';
import { scopeColumns } from './option-scopes.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { useStagedEdits } from './staged-edits.tsx';
import { useUndoEdits, type AppliedEdits } from './use-undo-edits.ts';

/** The editor is the largest part of the window and seldom needed. */
const ConfigEditor = lazy(() => import('./config-editor.tsx'));

export interface OptionsViewProps {
  readonly farmId: string;
  readonly details: Readonly<Record<string, string>>;
}

export function OptionsView({ farmId, details }: OptionsViewProps) {
  const matrix = useAnswer('option:matrix', [farmId]);
  const { file } = details;
  if (file !== undefined)
    return (
      <Suspense fallback={<Skeleton />}>
        <ConfigEditor key={file} farmId={farmId} fileId={file} line={Number(details['line'] ?? '1') || 1} />
      </Suspense>
    );
  return (
    <AnswerView answer={matrix}>
      {(value) => <OptionTable farmId={farmId} matrix={value} details={details} />}
    </AnswerView>
  );
}

interface OptionTableProps extends OptionsViewProps {
  readonly matrix: OptionMatrix;
}

function OptionTable({ farmId, matrix, details }: OptionTableProps) {
  const text = useText();
  const say = useSay();
  const { edits } = useStagedEdits(farmId);
  const wanted = matrix.rows.find((row) => row.option === details['option']);
  const [all, setAll] = useState(wanted !== undefined && !wanted.session);
  const [filter, setFilter] = useState('');
  const [focusRequest, setFocusRequest] = useState(0);
  const [reviewing, setReviewing] = useState(false);
  const [applied, setApplied] = useState<AppliedEdits | null>(null);
  const columns = useMemo(() => scopeColumns(matrix, text('options.farm')), [matrix, text]);
  const [cursor, setCursor] = useState<MatrixCursor>({
    option: wanted?.option ?? 'cookie_lifetime',
    column: 0,
  });

  const rows = useMemo(() => {
    const typed = filter.trim().toLowerCase();
    return matrix.rows.filter((row) =>
      typed === ''
        ? all || row.session || edits.some(({ option }) => option === row.option)
        : [row.option, row.help, row.groupTitle].map(say).join(' ').toLowerCase().includes(typed),
    );
  }, [matrix, filter, all, edits, say]);
  const row = rows.find(({ option }) => option === cursor.option) ?? rows[0];
  const column = columns[cursor.column] ?? columns[0];

  // A fix that was staged elsewhere wants to be looked at.
  const asked = details['review'] === 'yes';
  function closeReview(): void {
    setReviewing(false);
    if (asked) go(farmRoute(farmId, 'options'), { replace: true });
  }

  return (
    <div className="options">
      <div className="options__bar">
        <div className="options__filter">
          <SearchField label={text('options.filter')} value={filter} onChange={setFilter} />
        </div>
        <Checkbox isSelected={all} onChange={setAll}>
          {text('options.all')}
        </Checkbox>
        <span className="spread" />
        <FileLinks farmId={farmId} />
      </div>
      <div className="options__body">
        {row === undefined || column === undefined ? (
          <Empty sentence={text('options.noneFound', { text: filter })} />
        ) : (
          <>
            <OptionMatrixGrid
              matrix={matrix}
              rows={rows}
              columns={columns}
              edits={edits}
              cursor={{ ...cursor, option: row.option }}
              onCursor={setCursor}
              onOpen={() => setFocusRequest((count) => count + 1)}
            />
            <OptionPanel
              farmId={farmId}
              matrix={matrix}
              row={row}
              column={column}
              focusRequest={focusRequest}
            />
          </>
        )}
      </div>
      <StagedBar
        farmId={farmId}
        applied={applied}
        onApplied={setApplied}
        onReview={() => setReviewing(true)}
      />
      {(reviewing || asked) && edits.length > 0 && (
        <ReviewDialog farmId={farmId} onClose={closeReview} onApplied={setApplied} />
      )}
    </div>
  );
}

function FileLinks({ farmId }: { readonly farmId: string }) {
  const files = useAnswer('config:files', [farmId]);
  const shown = files.data?.slice(0, 4) ?? [];
  return (
    <span className="row options__files">
      {shown.map((file) => (
        <a
          key={file.fileId}
          className="code"
          href={printRoute(farmRoute(farmId, 'options', { file: file.fileId }))}
        >
          {file.file}
        </a>
      ))}
    </span>
  );
}

interface StagedBarProps {
  readonly farmId: string;
  readonly applied: AppliedEdits | null;
  readonly onApplied: (applied: AppliedEdits | null) => void;
  readonly onReview: () => void;
}

/** What waits, or what was just applied and can be taken back until the next edit. */
function StagedBar({ farmId, applied, onApplied, onReview }: StagedBarProps) {
  const text = useText();
  const { edits, discard } = useStagedEdits(farmId);
  const undo = useUndoEdits(farmId);
  if (edits.length === 0 && applied === null) return null;
  return (
    <div className="staged" role="region" aria-label={text('options.staged')}>
      {edits.length > 0 ? (
        <>
          <span className="strong spread">{text('options.stagedCount', { count: edits.length })}</span>
          <Button onPress={discard}>{text('options.discard')}</Button>
          <Button tone="primary" onPress={onReview}>
            {text('options.review')}
          </Button>
        </>
      ) : (
        applied !== null && (
          <>
            <span className="spread">{text('options.applied', { count: applied.count })}</span>
            <Button
              onPress={() => {
                void undo(applied);
                onApplied(null);
              }}
            >
              {text('common.undo')}
            </Button>
          </>
        )
      )}
    </div>
  );
}

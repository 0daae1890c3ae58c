import type { ReactNode } from 'react';
import type { RequestName, RequestValue } from '../../shared/contract.ts';
import type { Answer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { Failure } from './failure.tsx';

export interface AnswerViewProps<K extends RequestName> {
  readonly answer: Answer<K>;
  readonly children: (value: RequestValue<K>) => ReactNode;
}

/** Loading, failed or there: the three faces of every answer. */
export function AnswerView<K extends RequestName>({ answer, children }: AnswerViewProps<K>) {
  if (answer.data !== undefined) return children(answer.data);
  if (answer.error !== null)
    return <Failure error={answer.error.error} onRetry={() => void answer.refetch()} />;
  return <Skeleton />;
}

const widths = ['62%', '48%', '70%', '40%', '56%'];

export function Skeleton() {
  const text = useText();
  return (
    <div className="skeleton" role="status" aria-label={text('common.loading')}>
      {widths.map((width) => (
        <span key={width} style={{ width }} />
      ))}
    </div>
  );
}

export interface EmptyProps {
  readonly sentence: string;
  /** The likeliest action. */
  readonly children?: ReactNode;
}

export function Empty({ sentence, children }: EmptyProps) {
  return (
    <div className="empty">
      <p>{sentence}</p>
      {children}
    </div>
  );
}

import type { ReactNode } from 'react';
import type { AppError } from '../../shared/result.ts';
import { useSay, useText } from '../texts/text.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';

export interface FailureProps {
  readonly error: AppError;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}

/** What happened, what to do, and the system's words folded away. */
export function Failure({ error, onRetry, children }: FailureProps) {
  const text = useText();
  const say = useSay();
  return (
    <div className="failure" role="alert">
      <p>
        {say(error.message)}
        {error.file !== undefined && (
          <span className="failure__place code"> {placeOf(error.file, error.line)}</span>
        )}
      </p>
      {error.hint !== undefined && <p>{say(error.hint)}</p>}
      {error.detail !== undefined && (
        <details>
          <summary>{text('common.details')}</summary>
          <pre>{error.detail}</pre>
          <CopyButton text={error.detail} label={text('common.copyDetails')} />
        </details>
      )}
      {(onRetry !== undefined || children !== undefined) && (
        <div className="row">
          {onRetry !== undefined && <Button onPress={onRetry}>{text('common.retry')}</Button>}
          {children}
        </div>
      )}
    </div>
  );
}

export const placeOf = (file: string, line: number | undefined): string =>
  line === undefined ? file : `${file}:${line}`;

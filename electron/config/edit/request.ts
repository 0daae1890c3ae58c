import type { PyValue } from '../../../shared/python-value.ts';
import { fail, type AppError, type ErrorCode } from '../../../shared/result.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import { systemErrorCode } from '../../base/system-error.ts';

/** Why an edit is not done (spec/config.md §8.1, §8.6). */
export type EditRefusalReason =
  | 'computed'
  | 'conditional'
  | 'chain'
  | 'shared'
  | 'modified-later'
  | 'absent'
  | 'no-class'
  | 'syntax-error'
  | 'bad-value'
  | 'changes-others'
  | 'verification-failed';

/** `code` is `edit-refused`, `config-changed`, `bad-argument` or a file system code. */
export interface EditError extends AppError {
  readonly reason?: EditRefusalReason;
}

export type EditOperation =
  | { readonly op: 'set'; readonly value: PyValue; readonly replaceComputed?: boolean }
  | { readonly op: 'remove'; readonly replaceComputed?: boolean }
  | { readonly op: 'list-add'; readonly value: PyValue }
  | { readonly op: 'list-remove'; readonly value: PyValue };

export interface EditRequest {
  /** Absolute config folder. */
  readonly dir: string;
  /** File relative to `dir`, e.g. `farmconfig.py`. */
  readonly file: string;
  /** Bare class name: `FarmConfig`, `Config`. */
  readonly className: string;
  readonly option: string;
  readonly operation: EditOperation;
  /** Accept that options calculated from this one change with it; otherwise such an edit is refused. */
  readonly acceptDependents?: boolean;
  /** Work on these bytes instead of what lies on disk, by file: edits that build on edits not yet written. */
  readonly replace?: ReadonlyMap<string, Uint8Array>;
}

/** A refused edit, as a result. */
export interface NotEdited {
  readonly ok: false;
  readonly error: EditError;
}

export function notEdited(
  code: ErrorCode,
  message: Sentence,
  hint: Sentence,
  request: EditRequest,
  reason?: EditRefusalReason,
  line?: number,
): NotEdited {
  return fail({
    code,
    message,
    hint,
    file: request.file,
    ...(reason === undefined ? {} : { reason }),
    ...(line === undefined ? {} : { line }),
  });
}

/** What the disk refused, as a result; anything else is a defect. */
export function diskProblem(error: unknown, request: EditRequest): NotEdited {
  const system = systemErrorCode(error);
  if (system === null) throw error;
  return fail({
    code: diskCode(error),
    message: sentence('edit.disk', { file: request.file }),
    hint: sentence('edit.disk.hint'),
    file: request.file,
    detail: system,
  });
}

const diskCodes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'not-found',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
};

export const diskCode = (error: unknown): ErrorCode =>
  diskCodes[systemErrorCode(error) ?? ''] ?? 'unreadable';

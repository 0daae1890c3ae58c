import type { PyValue } from '../../shared/python-value.ts';
import type { AppError, Result } from '../../shared/result.ts';

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
  /** Hash of the bytes the person saw (FileReading.hash); when the disk differs the edit fails as `config-changed`. */
  readonly expectedHash?: string;
  /** Work on these bytes instead of what lies on disk, by file: edits that build on edits not yet written. */
  readonly replace?: ReadonlyMap<string, Uint8Array>;
}

export interface EditContext {
  /** Where the old file is copied before writing; no backup when left out. */
  readonly backupDir?: string;
  readonly nowMs: () => number;
}

/** What an edit would do, nothing written. */
export interface EditPlan {
  /** Relative to the config folder. */
  readonly file: string;
  /** Unified diff; empty when nothing changes. */
  readonly diff: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Hash of `before`. */
  readonly hash: string;
}

export interface EditDone {
  readonly file: string;
  readonly diff: string;
  /** Absolute path of the copy of the old file, if one was made. */
  readonly backup: string | null;
  /** Hash of the bytes now on disk. */
  readonly hash: string;
}

/** Works out an edit without writing: checks the value, makes the new text, reads it back and compares. */
export function planEdit(request: EditRequest): Promise<Result<EditPlan, EditError>> {
  return Promise.reject(new Error(`not written yet: ${request.option}`));
}

/** Plans and writes: backup, atomic replacement, a modification time at least one whole second away from the old. */
export function applyEdit(request: EditRequest, context: EditContext): Promise<Result<EditDone, EditError>> {
  return Promise.reject(new Error(`not written yet: ${request.option} ${context.nowMs()}`));
}

import path from 'node:path';
import type { AppError } from '../../shared/result.ts';
import { UnreadableError } from './disk-reading.ts';
import { systemErrorCode } from './system-error.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** What the disk refused, in a sentence; null for anything that is not the disk's word. */
export function asDiskProblem(error: unknown): AppError | null {
  const isDisks = error instanceof UnreadableError || (error instanceof Error && 'syscall' in error);
  return isDisks ? diskProblem(error, sentence('files.aFile')) : null;
}

/** As {@link asDiskProblem}, about `file` where the error names none; anything else is a defect and thrown on. */
export function diskProblem(error: unknown, file: string | Sentence): AppError {
  const code = systemErrorCode(error);
  const detail = String(error);
  const about = error instanceof Error && 'path' in error ? pathText(error.path, file) : file;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full', message: sentence('files.noRoom', { file: about }), detail };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: code === 'EROFS' ? 'read-only' : 'unreadable',
        message: sentence('files.refused', { file: about, code }),
        hint: sentence('files.refused.hint'),
        detail,
      };
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        code: 'not-found',
        message: sentence('openFarm.noFolder', {
          directory: typeof about === 'string' ? path.dirname(about) : about,
        }),
        detail,
      };
    case null:
      throw error;
    default:
      return { code: 'unreadable', message: sentence('files.refused', { file: about, code }), detail };
  }
}

function pathText(value: unknown, otherwise: string | Sentence): string | Sentence {
  if (typeof value === 'string') return value;
  return Buffer.isBuffer(value) ? value.toString('utf8') : otherwise;
}

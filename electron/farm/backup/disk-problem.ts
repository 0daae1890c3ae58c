import path from 'node:path';
import type { AppError } from '../../../shared/result.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

/** What the disk refused, in a sentence; anything that is not the disk's word is a defect and thrown on. */
export function diskProblem(error: unknown, file: string): AppError {
  const code = systemErrorCode(error);
  const detail = String(error);
  const about = error instanceof Error && 'path' in error ? pathText(error.path, file) : file;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full', message: sentence('files.noRoom', { file }), detail };
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
        message: sentence('openFarm.noFolder', { directory: path.dirname(about) }),
        detail,
      };
    case null:
      throw error;
    default:
      return { code: 'unreadable', message: sentence('files.refused', { file: about, code }), detail };
  }
}

function pathText(value: unknown, otherwise: string): string {
  if (typeof value === 'string') return value;
  return Buffer.isBuffer(value) ? value.toString('utf8') : otherwise;
}

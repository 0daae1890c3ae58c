import { UnreadableError } from '../base/disk-reading.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { plainErrorPage, type Answer } from './answer.ts';
import type { Texts } from './texts/texts.ts';
import type { WikiRequest } from './request.ts';

const isFull = (code: string): boolean => code === 'ENOSPC' || code === 'EDQUOT';
const mayNotWrite = new Set(['EROFS', 'EACCES', 'EPERM']);
/** The disk, or the system on its way there, does not work; nothing that a socket or a mail server would say. */
const brokenDisk = new Set([
  'EIO',
  'EMFILE',
  'ENFILE',
  'EBUSY',
  'EISDIR',
  'ELOOP',
  'ENOMEM',
  'ESTALE',
  'ENXIO',
  'ENODEV',
]);

/** The status of an answer that a disk stood in the way of: no room, or no permission and the like. */
export const statusOfDiskRefusal = (code: string): 503 | 507 => (isFull(code) ? 507 : 503);

/** What a request says that failed because the disk did; null: that is not why. */
export function diskRefusal(
  error: unknown,
  request: WikiRequest,
  texts: Texts,
): { readonly answer: Answer; readonly what: string } | null {
  const code = systemErrorCode(error);
  if (code === null) return null;
  const what = `${request.method} ${request.path} was not carried out: ${error instanceof Error ? error.message : code}`;
  if (error instanceof UnreadableError || brokenDisk.has(code))
    return {
      answer: plainErrorPage(
        texts,
        { status: 503, title: 'error.unreadableTitle', sentence: 'error.unreadable' },
        [['Retry-After', '10']],
      ),
      what,
    };
  if (!isFull(code) && !mayNotWrite.has(code)) return null;
  return {
    answer: plainErrorPage(texts, {
      status: statusOfDiskRefusal(code),
      title: 'error.diskTitle',
      sentence: isFull(code) ? 'error.diskFull' : 'error.diskRefused',
    }),
    what,
  };
}

/** Instead of a login, switch, return or logout that could not be stored: all is as it was before, the cookie too. */
export function notStored(texts: Texts, error: Error): Answer {
  const code = systemErrorCode(error) ?? '';
  return plainErrorPage(texts, {
    status: statusOfDiskRefusal(code),
    title: 'error.diskTitle',
    sentence: isFull(code) ? 'error.sessionFull' : 'error.sessionNotStored',
  });
}

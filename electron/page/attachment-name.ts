import { cleanLogComment } from './edit-log.ts';
import { percentEncode } from '../../shared/names/percent.ts';
import { trim } from './python-text.ts';

/** A name typed or sent for an attachment: trimmed, controls out; empty when it is too long (spec/storage.md §11). */
export const cleanAttachmentName = (given: string): string => cleanLogComment(trim(given));

/** Name of the file: no character that could leave the folder or trouble a file system. Empty names are refused. */
export const storedAttachmentName = (cleaned: string): string =>
  cleaned.replace(/[^ -\u{10ffff}]|[:/\\<>"*?%|]/gu, '_');

/** Form used in the extra field of the logs. */
export const loggedAttachmentName = (stored: string): string => percentEncode(stored);

/** `.` and `..` name folders, so no file can be stored under them. */
export const isStorableAttachmentName = (stored: string): boolean =>
  stored !== '' && stored !== '.' && stored !== '..';

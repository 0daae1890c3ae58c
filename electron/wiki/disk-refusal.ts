import { systemErrorCode } from '../config/disk.ts';
import { plainErrorPage, type Answer } from './answer.ts';
import { chooseLanguage, textsFor } from './texts/texts.ts';
import type { WikiRequest } from './request.ts';
import type { WikiSettings } from '../config/wiki-settings.ts';

const isFull = (code: string): boolean => code === 'ENOSPC' || code === 'EDQUOT';
const mayNotWrite = new Set(['EROFS', 'EACCES', 'EPERM']);

/** The status of an answer that a disk stood in the way of: no room, or no permission and the like. */
export const statusOfDiskRefusal = (code: string): 503 | 507 => (isFull(code) ? 507 : 503);

/** What a request says that failed because the disk did; null: that is not why. */
export function diskRefusal(
  error: unknown,
  request: WikiRequest,
  settings: Pick<WikiSettings, 'languageDefault' | 'languageIgnoreBrowser'>,
): { readonly answer: Answer; readonly what: string } | null {
  const code = systemErrorCode(error);
  if (code === null || !(isFull(code) || mayNotWrite.has(code))) return null;
  const texts = textsFor(
    chooseLanguage({
      profile: '',
      acceptLanguage: request.headers['accept-language'],
      ignoreBrowser: settings.languageIgnoreBrowser,
      wikiDefault: settings.languageDefault,
    }),
  );
  const sentence = texts.text(isFull(code) ? 'error.diskFull' : 'error.diskRefused');
  return {
    answer: plainErrorPage(statusOfDiskRefusal(code), texts.text('error.diskTitle'), sentence),
    what: `${request.method} ${request.path} was not carried out: ${error instanceof Error ? error.message : code}`,
  };
}

import { percentDecode } from '../../shared/names/percent.ts';
import { decodePythonUtf8, encodePythonUtf8 } from './python-utf8.ts';
import { keepAlphanumericAndSpace, spaceClass, splitWords, trim, upperCase } from './python-text.ts';

/** Longest folder name that common file systems take, in bytes; the quoted form is plain ASCII. */
const longestFolderName = 255;

/**
 * Folder of a page below `pages/` (spec/storage.md §2.1): letters, digits and `_` stay, every run of other bytes
 * becomes `(hex…)`. The result holds neither separators nor dots, so it cannot leave its folder.
 */
export function folderOfPage(name: string): string {
  let folder = '';
  let run = '';
  for (const byte of encodePythonUtf8(name)) {
    if (isPlainByte(byte)) {
      if (run !== '') folder += `(${run})`;
      run = '';
      folder += String.fromCharCode(byte);
    } else run += byte.toString(16).padStart(2, '0');
  }
  return run === '' ? folder : `${folder}(${run})`;
}

function isPlainByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x5f
  );
}

/** Name that a folder stands for; null when its quoting is damaged. Only {@link isCanonicalFolder} ones are found again. */
export function pageOfFolder(folder: string): string | null {
  const parts: Uint8Array[] = [];
  let position = 0;
  for (const group of folder.matchAll(/\(([0-9a-fA-F]+)\)/g)) {
    const digits = group[1] ?? '';
    if (digits.length % 2 === 1) return null;
    parts.push(encodePythonUtf8(folder.slice(position, group.index)), Buffer.from(digits, 'hex'));
    position = group.index + group[0].length;
  }
  parts.push(encodePythonUtf8(folder.slice(position)));
  return decodePythonUtf8(Buffer.concat(parts));
}

/** As {@link pageOfFolder}, for the bytes of a directory entry. */
export function pageOfFolderBytes(folder: Uint8Array): string | null {
  const text = decodePythonUtf8(folder);
  return text === null ? null : pageOfFolder(text);
}

export const isCanonicalFolder = (folder: string, name: string): boolean => folderOfPage(name) === folder;

export const isNameTooLong = (name: string): boolean => folderOfPage(name).length > longestFolderName;

const hiddenCharacters = /[\0\u202a-\u202e]/g;
const onlySpace = new RegExp(`^[${spaceClass}]*$`, 'u');

/**
 * The page name that a typed or requested one means (spec/storage.md §2.2); empty = the front page.
 * `isGroupName` tells whether a text fully matches the wiki's group pattern.
 */
export function normalisePageName(text: string, isGroupName: (part: string) => boolean): string {
  return text
    .replace(hiddenCharacters, '')
    .split('/')
    .filter((part) => !onlySpace.test(part))
    .map((part) => (isGroupName(part) ? keepAlphanumericAndSpace(part) : part))
    .map((part) => splitWords(part).join(' '))
    .join('/');
}

/** Page name of a request path as sent (without the wiki's own root and without a query); empty = the front page. */
export const pageNameOfPath = (path: string, isGroupName: (part: string) => boolean): string =>
  normalisePageName(percentDecode(path), isGroupName);

const firstHangul = 0xac00;
const lastHangul = 0xd7a3;
const syllablesPerConsonant = 588;

/** Letter under which the title index lists a name (spec/storage.md §12). */
export function indexGroupOf(name: string): string {
  const code = name.codePointAt(0);
  if (code === undefined) return '';
  if (code >= firstHangul && code <= lastHangul)
    return String.fromCodePoint(code - ((code - firstHangul) % syllablesPerConsonant));
  return upperCase(String.fromCodePoint(code));
}

/** The name with blanks for underscores, when that is another name (an old style of addresses). */
export function nameWithBlanks(name: string): string | null {
  const blanks = trim(name.replaceAll('_', ' '));
  return name.includes('_') && blanks !== '' ? blanks : null;
}

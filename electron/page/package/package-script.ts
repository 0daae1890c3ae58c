/**
 * The script of a page package, a zip file's member `MOIN_PACKAGE` (spec/storage.md §12): one instruction in a line, its words
 * separated by `|`, with `\|` and `\\` for the characters themselves; `#` begins a comment.
 */
export type PackageInstruction =
  | {
      readonly kind: 'addRevision';
      readonly file: string;
      readonly page: string;
      readonly author: string;
      readonly comment: string;
      /** A minor edit: nobody is told by mail. */
      readonly trivial: boolean;
    }
  | {
      readonly kind: 'addAttachment';
      readonly file: string;
      readonly fileName: string;
      readonly page: string;
      readonly author: string;
      readonly comment: string;
    }
  | {
      readonly kind: 'removeAttachment';
      readonly fileName: string;
      readonly page: string;
      readonly author: string;
      readonly comment: string;
    }
  | { readonly kind: 'deletePage'; readonly page: string; readonly author: string; readonly comment: string }
  | {
      readonly kind: 'renamePage';
      readonly page: string;
      readonly to: string;
      readonly author: string;
      readonly comment: string;
    }
  | { readonly kind: 'print'; readonly text: string }
  /** Needs code or folders that a package may not touch here, or is unknown. */
  | { readonly kind: 'unsupported'; readonly command: string };

export const scriptName = 'MOIN_PACKAGE';

/** The version of the script language that we write, and the newest that we read. */
const version = 1;

export type ScriptReading =
  | { readonly ok: true; readonly instructions: readonly PackageInstruction[] }
  | { readonly ok: false; readonly line: number; readonly problem: 'noHead' | 'newerVersion' | 'words' };

export function parsePackageScript(text: string): ScriptReading {
  const instructions: PackageInstruction[] = [];
  let hasHead = false;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [command = '', ...words] = splitWords(line);
    const fault = (problem: 'noHead' | 'newerVersion' | 'words'): ScriptReading => ({
      ok: false,
      line: index + 1,
      problem,
    });
    if (!hasHead) {
      if (command.toLowerCase() !== 'moinmoinpackage') return fault('noHead');
      if (!/^\d{1,4}$/.test(words[0] ?? '')) return fault('words');
      if (Number(words[0]) > version) return fault('newerVersion');
      hasHead = true;
      continue;
    }
    const instruction = readInstruction(command, words);
    if (instruction === 'words') return fault('words');
    if (instruction !== null) instructions.push(instruction);
  }
  return hasHead ? { ok: true, instructions } : { ok: false, line: 1, problem: 'noHead' };
}

/** Null: nothing to do for us. */
function readInstruction(command: string, words: readonly string[]): PackageInstruction | null | 'words' {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = words;
  const needs = (count: number, made: PackageInstruction): PackageInstruction | 'words' =>
    words.slice(0, count).filter((word) => word !== '').length === count ? made : 'words';
  switch (command.toLowerCase()) {
    case 'addrevision':
      return needs(2, {
        ...{ kind: 'addRevision', file: first, page: second, author: third, comment: fourth },
        trivial: /^(?:1|true|yes)$/i.test(fifth),
      });
    case 'addattachment':
      return needs(3, {
        ...{ kind: 'addAttachment', file: first, fileName: second, page: third },
        ...{ author: fourth, comment: fifth },
      });
    case 'delattachment':
      return needs(2, {
        ...{ kind: 'removeAttachment', fileName: first, page: second, author: third, comment: fourth },
      });
    case 'deletepage':
      return needs(1, { kind: 'deletePage', page: first, author: second, comment: third });
    case 'renamepage':
      return needs(2, { kind: 'renamePage', page: first, to: second, author: third, comment: fourth });
    case 'replaceunderlay':
      // The underlay is read-only here (spec/storage.md §10): the wiki's own page covers it.
      return needs(2, {
        ...{ kind: 'addRevision', file: first, page: second, author: '', comment: '', trivial: true },
      });
    case 'print':
      return { kind: 'print', text: words.join(' ') };
    case 'ignoreexceptions': // a step that fails never stops the others
      return null;
    default:
      return { kind: 'unsupported', command };
  }
}

/** The script for what a package of ours can hold. */
export function formatPackageScript(instructions: readonly PackageInstruction[]): string {
  const lines = instructions.map((one) => joinWords(wordsOf(one)));
  return [`MoinMoinPackage|${version}`, ...lines].map((line) => `${line}\n`).join('');
}

function wordsOf(one: PackageInstruction): readonly string[] {
  switch (one.kind) {
    case 'addRevision':
      return ['AddRevision', one.file, one.page, one.author, one.comment, one.trivial ? 'True' : 'False'];
    case 'addAttachment':
      return ['AddAttachment', one.file, one.fileName, one.page, one.author, one.comment];
    case 'removeAttachment':
      return ['DelAttachment', one.fileName, one.page, one.author, one.comment];
    case 'deletePage':
      return ['DeletePage', one.page, one.author, one.comment];
    case 'renamePage':
      return ['RenamePage', one.page, one.to, one.author, one.comment];
    case 'print':
      return ['Print', one.text];
    case 'unsupported':
      return [one.command];
  }
}

const joinWords = (words: readonly string[]): string =>
  words.map((word) => word.replace(/[\r\n]+/g, ' ').replace(/[\\|]/g, String.raw`\$&`)).join('|');

function splitWords(line: string): readonly string[] {
  const words = [''];
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    const next = line[at + 1];
    if (character === '\\' && (next === '|' || next === '\\')) at += 1;
    if (character === '|') words.push('');
    else words[words.length - 1] += character === '\\' && (next === '|' || next === '\\') ? next : character;
  }
  return words;
}

import { knownLanguages } from '../../shared/known-languages.ts';
import type { PageSettings } from './page-types.ts';
import { splitWords, trim } from './python-text.ts';

/** What the lines with `#` at the top of a page say (spec/storage.md §5). */
export interface ProcessingInstructions {
  /** Name of the parser in lower case: `wiki`, `creole`, `plain`, `xslt` …; empty for a bare `#format`. */
  readonly format: string;
  readonly formatArguments: string;
  /** Contents of all `#acl` lines in order; null without such a line. */
  readonly acl: readonly string[] | null;
  readonly language: string;
  /** Target as written, perhaps empty or with `#anchor`; null without the line. */
  readonly redirect: string | null;
  readonly refresh: { readonly seconds: number; readonly target: RefreshTarget } | null;
  readonly deprecated: boolean;
  /** Keys in lower case. */
  readonly pragmas: ReadonlyMap<string, string>;
  readonly openidUser: string | null;
  /** Every processing line as [word in lower case, rest]; comments have the word `#`. */
  readonly lines: readonly (readonly [word: string, rest: string])[];
  /** The text below the processing lines. */
  readonly body: string;
}

export type RefreshTarget =
  | { readonly kind: 'self' }
  | { readonly kind: 'page'; readonly name: string }
  | { readonly kind: 'address'; readonly address: string };

export type InstructionSettings = Pick<PageSettings, 'defaultMarkup' | 'languageDefault' | 'refresh'>;

const xmlStart = '<?xml';

export function parseProcessingInstructions(
  text: string,
  settings: InstructionSettings,
): ProcessingInstructions {
  const { lines, body } = splitProcessingLines(text);
  const restsOf = (word: string): string[] => lines.filter(([w]) => w === word).map(([, rest]) => rest);
  const acl = restsOf('acl');
  const format = text.startsWith(xmlStart) ? 'xslt' : (restsOf('format').at(-1) ?? settings.defaultMarkup);
  const [formatName, formatArguments] = cutAtBlank(format);
  return {
    format: formatName.toLowerCase(),
    formatArguments: trim(formatArguments),
    acl: acl.length > 0 ? acl : null,
    language: restsOf('language').findLast((code) => knownLanguages.has(code)) ?? settings.languageDefault,
    redirect: restsOf('redirect').at(-1) ?? null,
    refresh: refreshOf(restsOf('refresh'), settings.refresh),
    deprecated: restsOf('deprecated').length > 0,
    pragmas: pragmasOf(restsOf('pragma')),
    openidUser: restsOf('openiduser').at(-1) ?? null,
    lines,
    body,
  };
}

/**
 * The `#` lines at the very start and the rest. Reading stops at the first other line, or at a lone `#`, which stays
 * part of the rest and gets a line feed when it is the last line.
 */
export function splitProcessingLines(text: string): {
  readonly lines: readonly (readonly [string, string])[];
  readonly body: string;
} {
  const lines: [string, string][] = [];
  if (text.startsWith(xmlStart)) return { lines, body: text };
  let position = 0;
  while (text.startsWith('#', position)) {
    const end = text.indexOf('\n', position);
    const line = text.slice(position, end < 0 ? text.length : end);
    if (line === '#') return { lines, body: end < 0 ? '#\n' : text.slice(position) };
    if (line.startsWith('##')) lines.push(['#', trim(line.slice(2))]);
    else {
      const [word, rest] = cutAtBlank(line.slice(1));
      lines.push([word.toLowerCase(), trim(rest)]);
    }
    position = end < 0 ? text.length : end + 1;
  }
  return { lines, body: text.slice(position) };
}

/** Splits at the first blank (a tab is no blank). */
function cutAtBlank(text: string): [before: string, after: string] {
  const blank = text.indexOf(' ');
  return blank < 0 ? [text, ''] : [text.slice(0, blank), text.slice(blank + 1)];
}

function pragmasOf(rests: readonly string[]): Map<string, string> {
  const pragmas = new Map<string, string>();
  for (const rest of rests) {
    if (!rest.includes(' ')) continue;
    const [key, value] = cutAtBlank(rest);
    pragmas.set(key.toLowerCase(), value);
  }
  return pragmas;
}

function refreshOf(
  rests: readonly string[],
  allowed: PageSettings['refresh'],
): ProcessingInstructions['refresh'] {
  if (allowed === null) return null;
  const [minimum, targets] = allowed;
  let refresh: ProcessingInstructions['refresh'] = null;
  for (const rest of rests) {
    const [seconds = '', target] = splitWords(rest);
    if (!/^[+-]?\d+$/.test(seconds)) continue;
    const parsed = refreshTarget(target);
    if (parsed.kind === 'address' && targets !== 'external') continue;
    refresh = { seconds: Math.max(Number.parseInt(seconds, 10), minimum), target: parsed };
  }
  return refresh;
}

function refreshTarget(target: string | undefined): RefreshTarget {
  if (target === undefined) return { kind: 'self' };
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(target)
    ? { kind: 'address', address: target }
    : { kind: 'page', name: target };
}

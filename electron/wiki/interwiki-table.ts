import path from 'node:path';
import {
  readFileNow,
  statNow,
  UnreadableError,
  type Reading,
  type Unreadable,
} from '../base/disk-reading.ts';
import type { WikiSettings } from '../config/wiki-settings.ts';
import { readInterwikiMap, type InterwikiMap } from '../page/interwiki.ts';
import { mostBytes } from '../page/page-folder.ts';
import type { PageStore } from '../page/page-store.ts';

/** The interwiki map of a wiki; the same object as long as it is the same. */
export interface InterwikiTable {
  /** What can be read of it: where a file is in trouble its links lead nowhere, and the log says so. */
  readonly forLinks: () => InterwikiMap;
  /** The whole of it, for what decides about rights; throws `UnreadableError`. */
  readonly forRules: () => InterwikiMap;
}

interface Made {
  /** Null: a part is lacking, so that the sources are read at every look. */
  readonly stamp: string | null;
  readonly texts: readonly string[];
  readonly map: InterwikiMap;
  readonly lacks: Unreadable | null;
}

/** Made again when the page `InterWikiMap` or one of the files has changed. */
export function interwikiTable(
  settings: Pick<WikiSettings, 'sharedIntermap' | 'dataDir' | 'interwikiname'>,
  pages: PageStore,
  log: (line: string) => void,
): InterwikiTable {
  const files = [...settings.sharedIntermap, path.join(settings.dataDir, 'intermap.txt')];
  let made: Made | null = null;
  let told = '';
  pages.onChange((names) => {
    if (names === null || names.includes('InterWikiMap')) made = null;
  });
  const read = (): Made => {
    const stamps = files.map(stampOfFile);
    const stamp = stamps.includes(null) ? null : stamps.join(' ');
    if (made !== null && made.stamp !== null && made.stamp === stamp) return made;
    const sources = [...files.map((file) => readFileNow(file, mostBytes.interwikiMap)), mapPage(pages)];
    const lacks = sources.find((source) => source.kind === 'unreadable') ?? null;
    const texts = sources.map((source) => (source.kind === 'present' ? source.value.toString() : ''));
    const isSame = made !== null && texts.every((text, index) => text === made?.texts[index]);
    const map =
      isSame && made !== null
        ? made.map
        : readInterwikiMap({ texts, interwikiname: settings.interwikiname, selfAddress: '/' });
    return (made = { stamp: lacks === null ? stamp : null, texts, map, lacks });
  };
  return {
    forLinks() {
      const { map, lacks } = read();
      const problem =
        lacks === null ? '' : `The interwiki map lacks ${lacks.file}, which can't be read (${lacks.code}).`;
      if (problem !== '' && problem !== told) log(problem);
      told = problem;
      return map;
    },
    forRules() {
      const { map, lacks } = read();
      if (lacks !== null) throw new UnreadableError(lacks);
      return map;
    },
  };
}

function mapPage(pages: PageStore): Reading<string> {
  try {
    const text = pages.exists('InterWikiMap') ? pages.read('InterWikiMap')?.text : undefined;
    return text === undefined ? { kind: 'absent' } : { kind: 'present', value: text };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { kind: 'unreadable', file: error.path, code: error.code };
  }
}

/** Another text has another stamp; a file that is not there an empty one; null: nobody knows. */
function stampOfFile(file: string): string | null {
  const found = statNow(file);
  if (found.kind === 'unreadable') return null;
  if (found.kind === 'absent') return '';
  const { ino, size, mtimeNs, ctimeNs } = found.value;
  return `${ino}/${size}/${mtimeNs}/${ctimeNs}`;
}

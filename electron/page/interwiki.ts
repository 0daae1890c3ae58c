import { splitLines, splitWords } from './python-text.ts';

/** Wiki name → address prefix (spec/storage.md §12, InterWiki map). */
export type InterwikiMap = ReadonlyMap<string, string>;

export interface InterwikiSources {
  /** Texts of the `shared_intermap` files, then of `data_dir/intermap.txt`, then of the page `InterWikiMap`. */
  readonly texts: readonly string[];
  readonly interwikiname: string | null;
  /** Address of this wiki's pages, with the slash behind its root. */
  readonly selfAddress: string;
}

/** Later lines win; `Self` and the own name always point to this wiki. */
export function readInterwikiMap(sources: InterwikiSources): InterwikiMap {
  const map = new Map<string, string>();
  for (const line of sources.texts.flatMap(splitLines)) {
    if (line.startsWith('#')) continue;
    const [name, prefix] = splitWords(line);
    // A name alone is no entry: MoinMoin completes it to a line with too few fields and passes it over.
    if (name !== undefined && prefix !== undefined) map.set(name, prefix);
  }
  map.set('Self', sources.selfAddress);
  if (sources.interwikiname !== null) map.set(sources.interwikiname, sources.selfAddress);
  return map;
}

import type { DictionarySource } from '../config/wiki-settings.ts';
import type { PageKinds } from './page-kind.ts';
import type { PageStore } from './page-store.ts';

/** Where a dictionary stands: in the configuration, or on the page of its name, which is read by its access rules. */
export type FoundDictionary =
  { readonly kind: 'configured'; readonly entries: ReadonlyMap<string, string> } | { readonly kind: 'page' };

/**
 * Finds a dictionary by name; null when no source has it. The first source that has the name hides the others
 * (spec/parity-policies.md §2). A page whose name does not fit the dictionary pattern is one only if nothing else is.
 */
export function dictionaryFinder(
  store: Pick<PageStore, 'exists'>,
  kinds: Pick<PageKinds, 'isDictionary'>,
  sources: readonly DictionarySource[],
): (name: string) => FoundDictionary | null {
  return (name) => {
    for (const source of sources) {
      const entries = source.kind === 'configured' ? source.dictionaries.get(name) : undefined;
      if (entries !== undefined) return { kind: 'configured', entries };
      if (source.kind === 'pages' && kinds.isDictionary(name) && store.exists(name)) return { kind: 'page' };
    }
    return sources.some(({ kind }) => kind === 'pages') && store.exists(name) ? { kind: 'page' } : null;
  };
}

import { givingWay } from '../../base/slices.ts';
import type { PageKinds } from '../page-kind.ts';
import type { PageStore } from '../page-store.ts';
import type { PageText } from '../page-types.ts';
import type { ProcessingInstructions } from '../processing-instructions.ts';
import { parseSearchQuery, type QueryOptions, type SearchQuery } from './query.ts';
import { searchPages, type SearchAnswer, type SearchedPage, type SearchOptions } from './search.ts';

export interface PageSearch {
  /** Null for an invalid query. */
  parse(text: string, options?: QueryOptions): SearchQuery | null;
  /**
   * Reads what searches need, one page per step, until everything is known or the memory for it is full. Whoever steps
   * decides when to give way; stopping in the middle loses nothing.
   */
  prepare(): Iterable<void>;
  /** Tells when so much changed at once that preparing again is worth while. Returns a disposer. */
  onForgotten(listener: () => void): () => void;
  /** Looks through the pages that `mayRead` lets through. */
  search(
    query: SearchQuery,
    options: SearchOptions & { readonly mayRead: (page: string) => boolean },
  ): Promise<SearchAnswer>;
}

export interface PageSearchOptions {
  readonly store: PageStore;
  readonly kinds: PageKinds;
  /** Absolute names of the pages that a page links to (the markup knows them). */
  readonly linksOf: (page: string) => readonly string[];
  /** How long texts that were read pass for current without a look at their files. */
  readonly recheckMs?: number;
}

/** Texts of that many characters are kept between searches, so that only changed pages are read again. */
const keptCharacters = 32_000_000;
const defaultRecheckMs = 10_000;

export function pageSearch({
  store,
  kinds,
  linksOf,
  recheckMs = defaultRecheckMs,
}: PageSearchOptions): PageSearch {
  const kept = new Map<string, KeptPage>();
  let characters = 0;
  let recheckAt = performance.now() + recheckMs;
  store.onChange((names) => {
    if (names === null) {
      kept.clear();
      characters = 0;
    }
    for (const name of names ?? []) {
      characters -= kept.get(name)?.text.length ?? 0;
      kept.delete(name);
    }
  });

  /** Null also for a page that can't be read now: it is found once it can. */
  const load = (name: string): KeptPage | null => store.besides(() => loadNow(name), null);
  const loadNow = (name: string): KeptPage | null => {
    const known = kept.get(name);
    if (known) return known;
    const page = store.read(name);
    if (page === null) return null;
    const loaded: KeptPage = { ...page, stamp: store.stampOf(page) };
    if (characters + loaded.text.length <= keptCharacters) {
      kept.set(name, loaded);
      characters += loaded.text.length;
    }
    return loaded;
  };

  /** What was changed without a word in the log: looked for before a search, but not before each of many. */
  const recheck = function* (): Iterable<void> {
    if (performance.now() < recheckAt) return;
    recheckAt = performance.now() + recheckMs;
    for (const page of [...kept.values()]) {
      if (store.besides(() => store.stampOf(page), null) !== page.stamp) store.forget([page.name]);
      yield;
    }
  };

  const searched = function* (mayRead: (page: string) => boolean): Iterable<SearchedPage> {
    for (const name of store.names()) {
      if (!mayRead(name)) continue;
      const page = load(name);
      if (page !== null) yield new StoredPage(name, page, store, kinds, linksOf);
    }
  };
  return {
    parse: parseSearchQuery,
    *prepare() {
      yield* store.prepareNames();
      for (const name of store.names()) {
        if (characters >= keptCharacters) return;
        load(name);
        yield;
      }
    },
    onForgotten: (listener) => store.onChange((names) => (names === null ? listener() : undefined)),
    async search(query, options) {
      await givingWay(store.prepareNames());
      await givingWay(recheck());
      return searchPages(query, searched(options.mayRead), options);
    },
  };
}

type KeptPage = Pick<PageText, 'name' | 'text' | 'layer' | 'revision' | 'modifiedMicroseconds'> & {
  readonly stamp: string;
};

/** What only some queries ask for is found out when they ask. */
class StoredPage implements SearchedPage {
  readonly layer: SearchedPage['layer'];

  constructor(
    readonly name: string,
    private readonly kept: KeptPage,
    private readonly store: PageStore,
    private readonly kinds: PageKinds,
    private readonly linksOf: (page: string) => readonly string[],
  ) {
    this.layer = kept.layer;
  }

  text(): string {
    return this.kept.text;
  }

  modifiedSeconds(): number {
    const logged = this.store.besides(() => this.store.revisionInfo(this.name), null)?.timeMicroseconds;
    return (logged ?? this.kept.modifiedMicroseconds) / 1e6;
  }

  links(): readonly string[] {
    return this.linksOf(this.name);
  }

  /** The text is known, while its file may have become unreadable. */
  private get instructions(): ProcessingInstructions | null {
    return this.store.besides(() => this.store.instructions(this.name), null);
  }

  get language(): string {
    return this.instructions?.language ?? '';
  }

  get format(): string {
    return this.instructions?.format ?? '';
  }

  get isDeprecated(): boolean {
    return this.kept.text.startsWith('#') && this.instructions?.deprecated === true;
  }

  get isSystem(): boolean {
    return this.kinds.isSystem(this.name);
  }
}

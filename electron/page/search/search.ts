import { turn } from '../../base/slices.ts';
import { compareCodePoints } from '../python-text.ts';
import { compileTerm, spansOf, termSource, type TermPattern } from './pattern.ts';
import { termsOf, type SearchQuery, type SearchTerm } from './query.ts';

/** What a search may know about a page. */
export interface SearchedPage {
  readonly name: string;
  /** The raw text, processing lines included. */
  text(): string;
  readonly language: string;
  /** Name of the page's parser. */
  readonly format: string;
  readonly isDeprecated: boolean;
  readonly isSystem: boolean;
  readonly layer: 'data' | 'underlay' | 'system';
  modifiedSeconds(): number;
  /** Absolute names of the pages it links to. */
  links(): readonly string[];
}

export interface SearchMatch {
  readonly where: 'title' | 'text' | 'other';
  /** In UTF-16 units; 0 for `other`. */
  readonly start: number;
  readonly end: number;
}

export interface SearchHit {
  readonly page: string;
  readonly weight: number;
  /** Each place once, by position. */
  readonly matches: readonly SearchMatch[];
}

export interface SearchOptions {
  readonly order: 'name' | 'weight';
  /** Only pages changed since; not heeded when a title term stands on the first level of the query (quirk). */
  readonly modifiedSinceSeconds?: number;
  /** Gives up after this time and answers with what it has; in milliseconds. */
  readonly timeLimitMs?: number;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** False when a page was not looked at to its end, or the time was over before. */
  readonly complete: boolean;
}

type Matcher = (page: SearchedPage) => readonly SearchMatch[];

const other: readonly SearchMatch[] = [{ where: 'other', start: 0, end: 0 }];
const longestSliceMs = 10;

/** Looks through pages one by one, giving way to other work, and orders what it finds. */
export async function searchPages(
  query: SearchQuery,
  pages: Iterable<SearchedPage>,
  options: SearchOptions,
): Promise<SearchAnswer> {
  let complete = true;
  const match = matcherOf(query, () => (complete = false));
  const since = hasTitleTermOnTop(query) ? undefined : options.modifiedSinceSeconds;
  const deadline = performance.now() + (options.timeLimitMs ?? Infinity);
  const hits: SearchHit[] = [];
  let pauseAt = performance.now() + longestSliceMs;
  for (const page of pages) {
    if (performance.now() > pauseAt) {
      await turn();
      pauseAt = performance.now() + longestSliceMs;
    }
    if (performance.now() > deadline) {
      complete = false;
      break;
    }
    if (since !== undefined && page.modifiedSeconds() < since) continue;
    const matches = unique(match(page));
    if (matches.length > 0) hits.push({ page: page.name, weight: weightOf(matches, page), matches });
  }
  const byName = (a: SearchHit, b: SearchHit): number => compareCodePoints(a.page, b.page);
  hits.sort(options.order === 'name' ? byName : (a, b) => b.weight - a.weight || byName(b, a));
  return { hits, complete };
}

const hasTitleTermOnTop = (query: SearchQuery): boolean =>
  query.kind === 'all' && query.parts.some((part) => part.kind === 'term' && part.term.kind === 'title');

function weightOf(matches: readonly SearchMatch[], page: SearchedPage): number {
  const sum = matches.reduce((total, match) => total + (match.where === 'title' ? 100 : 1), 0);
  return page.isDeprecated ? Math.floor(sum / 4) : sum;
}

const places = ['other', 'text', 'title'] as const;

/** Identical places count once; in the order of their starts. */
function unique(matches: readonly SearchMatch[]): SearchMatch[] {
  const seen = new Map(matches.map((match) => [`${match.where} ${match.start} ${match.end}`, match]));
  return Array.from(seen.values()).sort(
    (a, b) => a.start - b.start || places.indexOf(a.where) - places.indexOf(b.where) || a.end - b.end,
  );
}

function matcherOf(query: SearchQuery, onGiveUp: () => void): Matcher {
  if (query.kind === 'term') return termMatcher(query.term, onGiveUp);
  const matchers = query.parts.map((part) => matcherOf(part, onGiveUp));
  if (query.kind === 'any') return (page) => matchers.flatMap((match) => match(page));
  return (page) => {
    const found: SearchMatch[] = [];
    for (const match of matchers) {
      const matches = match(page);
      if (matches.length === 0) return [];
      found.push(...matches);
    }
    return found;
  };
}

function termMatcher(term: SearchTerm, onGiveUp: () => void): Matcher {
  const positive = positiveMatcher(term, (value, caseSensitive) =>
    compileTerm(value, caseSensitive, onGiveUp),
  );
  return term.negated ? (page) => (positive(page).length === 0 ? other : []) : positive;
}

const placesIn = (where: 'title' | 'text', pattern: TermPattern, text: string): SearchMatch[] =>
  spansOf(pattern, text).map((span) => ({ where, ...span }));

type Compile = (source: string, caseSensitive: boolean) => TermPattern;

function positiveMatcher({ kind, value, caseSensitive }: SearchTerm, compile: Compile): Matcher {
  const pattern = compile(value, caseSensitive);
  const word = value.toLowerCase();
  switch (kind) {
    case 'title':
      return (page) => placesIn('title', pattern, page.name);
    case 'text':
      return (page) => [...placesIn('title', pattern, page.name), ...placesIn('text', pattern, page.text())];
    case 'linkto':
      return linkMatcher(value, caseSensitive, compile);
    case 'category':
      return categoryMatcher(value, caseSensitive, compile);
    case 'language':
      return (page) => (page.language === word ? other : []);
    case 'mimetype':
      return (page) => (pattern.test(`text/${page.format}`) ? other : []);
    case 'domain':
      return (page) => (isInDomain(page, word) ? other : []);
  }
}

function isInDomain(page: SearchedPage, domain: string): boolean {
  if (domain === 'system') return page.isSystem;
  if (domain === 'underlay') return page.layer !== 'data';
  return domain === 'standard' && page.layer === 'data';
}

/** Links count that begin with the term; shown are the term's words where they stand in title and text. */
function linkMatcher(value: string, caseSensitive: boolean, compile: Compile): Matcher {
  const start = compile(value, caseSensitive);
  const words = value.split('/').map(termSource).join('|');
  const shown = compile(`(${words})`, caseSensitive);
  return (page) => {
    if (!page.links().some((link) => start.match(link) !== null)) return [];
    const found = [...placesIn('title', shown, page.name), ...placesIn('text', shown, page.text())];
    return found.length > 0 ? found : other;
  };
}

/** A rule line, perhaps comment lines, then a line with the category as whole words. */
function categoryMatcher(value: string, caseSensitive: boolean, compile: Compile): Matcher {
  const category = compile(`\\b(?:${termSource(value)})\\b`, caseSensitive);
  return (page) => {
    const text = page.text();
    const found: SearchMatch[] = [];
    for (const rule of text.matchAll(/^-{4,}[ \t]*\n(?:##.*\n)*/gm)) {
      const lineStart = rule.index + rule[0].length;
      const lineEnd = text.indexOf('\n', lineStart);
      const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
      const last = line.startsWith('##') ? undefined : spansOf(category, line).at(-1);
      if (last !== undefined) found.push({ where: 'text', start: rule.index, end: lineStart + last.end });
    }
    return found;
  };
}

/** Source of a pattern that highlights what a query looked for in texts; empty when there is nothing to highlight. */
export function highlightSource(query: SearchQuery): string {
  return termsOf(query)
    .filter(
      ({ kind, highlights }) => highlights && (kind === 'text' || kind === 'linkto' || kind === 'category'),
    )
    .map(({ kind, value }) => {
      const source = termSource(value);
      if (kind === 'category') return `(\\b${source}\\b)`;
      return kind === 'linkto' ? `((${source}))` : `(${source})`;
    })
    .join('|');
}

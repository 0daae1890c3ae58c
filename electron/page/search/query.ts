/** What a term looks at (spec/actions.md §8.1). */
export type TermKind = 'text' | 'title' | 'linkto' | 'language' | 'category' | 'mimetype' | 'domain';

export interface SearchTerm {
  readonly kind: TermKind;
  readonly value: string;
  readonly negated: boolean;
  readonly caseSensitive: boolean;
  /** False after `no_highlight:`. */
  readonly highlights: boolean;
}

/** A tree of terms; `all` of nothing matches no page. */
export type SearchQuery =
  | { readonly kind: 'all'; readonly parts: readonly SearchQuery[] }
  | { readonly kind: 'any'; readonly parts: readonly [SearchQuery, SearchQuery] }
  | { readonly kind: 'term'; readonly term: SearchTerm };

export interface QueryOptions {
  /** Terms without a prefix look at titles only. */
  readonly titleSearch?: boolean;
  readonly caseSensitive?: boolean;
}

const prefixes = [
  ...(['title', 'regex', 'case', 'linkto', 'language', 'category', 'mimetype', 'domain'] as const),
  'no_highlight',
] as const;
type Prefix = (typeof prefixes)[number];

interface TermToken {
  readonly kind: 'term';
  readonly negated: boolean;
  readonly prefixes: readonly Prefix[];
  readonly value: string;
}

type Token = { readonly kind: 'open' | 'close' | 'and' | 'or' } | TermToken;

/** Deeper parentheses are refused: nobody types them, and reading must not exhaust the stack. */
const deepestNesting = 50;

/** Null for an invalid query: unknown prefix, unbalanced parentheses, empty quotes, `or` with nothing before it. */
export function parseSearchQuery(text: string, options: QueryOptions = {}): SearchQuery | null {
  const tokens = tokenise(text);
  if (tokens === null) return null;
  const parser = { tokens, position: 0 };
  const query = parseGroup(parser, options, 0);
  return query !== null && parser.position === tokens.length ? query : null;
}

interface Parser {
  readonly tokens: readonly Token[];
  position: number;
}

/** Everything before an `or` against everything after it; there is no other precedence. */
function parseGroup(parser: Parser, options: QueryOptions, depth: number): SearchQuery | null {
  if (depth > deepestNesting) return null;
  const parts: SearchQuery[] = [];
  for (; ; parser.position++) {
    const token = parser.tokens[parser.position];
    if (token === undefined || token.kind === 'close') return { kind: 'all', parts };
    if (token.kind === 'and') continue;
    if (token.kind === 'or') {
      if (parts.length === 0) return null;
      parser.position += 1;
      const right = parseGroup(parser, options, depth + 1);
      return right === null ? null : { kind: 'any', parts: [{ kind: 'all', parts }, right] };
    }
    if (token.kind === 'open') {
      parser.position += 1;
      const group = parseGroup(parser, options, depth + 1);
      if (group === null || parser.tokens[parser.position]?.kind !== 'close') return null;
      parts.push(group);
    }
    if (token.kind === 'term') parts.push({ kind: 'term', term: termOf(token, options) });
  }
}

function termOf(token: TermToken, options: QueryOptions): SearchTerm {
  const has = (prefix: Prefix): boolean => token.prefixes.includes(prefix);
  const kinds = ['category', 'mimetype', 'language', 'domain', 'linkto', 'title'] as const;
  const kind = kinds.find(has) ?? (options.titleSearch === true ? 'title' : 'text');
  return {
    kind,
    value: token.value,
    negated: token.negated,
    caseSensitive: has('case') || options.caseSensitive === true,
    highlights: !has('no_highlight'),
  };
}

function tokenise(text: string): Token[] | null {
  const tokens: Token[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const group = /^-?\(/.exec(rest); // a minus before a group has no effect
    if (group) {
      tokens.push({ kind: 'open' });
      rest = rest.slice(group[0].length).trimStart();
    } else if (rest.startsWith(')')) {
      tokens.push({ kind: 'close' });
      rest = rest.slice(1).trimStart();
    } else {
      const read = readTerm(rest);
      if (read === null) return null;
      tokens.push(read.token);
      rest = rest.slice(read.length).trimStart();
    }
  }
  return tokens;
}

function readTerm(text: string): { readonly token: Token; readonly length: number } | null {
  const negated = text.startsWith('-');
  let position = negated ? 1 : 0;
  const found: Prefix[] = [];
  for (let match = nextPrefix(text, position); match !== null; match = nextPrefix(text, position)) {
    const prefix = prefixes.find((word) => word.startsWith(match.toLowerCase()));
    if (prefix === undefined) return null;
    found.push(prefix);
    position += match.length + 1;
  }
  const quoted = readQuoted(text, position);
  if (quoted !== null) {
    if (quoted.value === '') return null;
    return { token: { kind: 'term', negated, prefixes: found, value: quoted.value }, length: quoted.end };
  }
  const value = /^[^\s()]*/.exec(text.slice(position))?.[0] ?? '';
  const length = position + value.length;
  const connective = value.toLowerCase();
  if (!negated && found.length === 0 && (connective === 'and' || connective === 'or'))
    return { token: { kind: connective }, length };
  if (value === '' && found.length > 0 && text[position] === '(') return null;
  // A prefix or a minus without a value looks for the word "None", as MoinMoin does.
  return { token: { kind: 'term', negated, prefixes: found, value: value === '' ? 'None' : value }, length };
}

const nextPrefix = (text: string, position: number): string | null =>
  /^(\w+):/.exec(text.slice(position, position + 64))?.[1] ?? null;

/** A quoted value; a doubled quote stands for itself. Null when there is no closing quote. */
function readQuoted(text: string, start: number): { readonly value: string; readonly end: number } | null {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") return null;
  let value = '';
  for (let position = start + 1; position < text.length; position++) {
    if (text[position] !== quote) value += text[position] ?? '';
    else if (text[position + 1] === quote && value !== '') {
      value += quote;
      position += 1;
    } else return { value, end: position + 1 };
  }
  return null;
}

/** All terms of a query, for highlighting and for asking whether a title term is on its first level. */
export function termsOf(query: SearchQuery): SearchTerm[] {
  return query.kind === 'term' ? [query.term] : query.parts.flatMap(termsOf);
}

import hljs from 'highlight.js/lib/core';
import type { CodeToken } from '../tree.ts';
import { ircTokens } from './irc.ts';
import { grammars } from './languages.ts';
import type { CodeLanguage } from './languages.ts';

/** Longer code is shown without classes: grammars are patterns of others, their time is not ours to promise. */
const maximumLength = 50_000;

/** Short classes of spec/markup.md §9 by the highlighter's scopes; scopes that are not here are names. */
const classes: Readonly<Record<string, string | null>> = {
  keyword: 'ResWord',
  built_in: 'ResWord',
  type: 'ResWord',
  'selector-tag': 'ID',
  literal: 'ConsWord',
  number: 'Number',
  string: 'String',
  regexp: 'String',
  'char.escape_': 'SPChar',
  symbol: 'String',
  link: 'String',
  comment: 'Comment',
  doctag: 'Comment',
  quote: 'Comment',
  meta: 'Preprc',
  section: 'ResWord',
  addition: 'DiffAdded',
  deletion: 'DiffRemoved',
  punctuation: null,
  operator: null,
  params: null,
  function: null,
  class: null,
  tag: null,
};

const registered = new Set<string>();

function register(grammar: string): boolean {
  const definition = grammars[grammar];
  if (definition === undefined) return false;
  if (!registered.has(grammar)) {
    hljs.registerLanguage(grammar, definition);
    registered.add(grammar);
  }
  return true;
}

/** Lines of classified tokens. The text of the lines is that of the code, always. */
export function tokenLines(code: string, language: CodeLanguage | null): CodeToken[][] {
  const grammar = language?.grammar ?? null;
  const lines = splitLines(classify(code, grammar));
  // Some grammars' last token holds the line end, which starts one more line on the server (observed).
  if (endsWithLineToken(code, grammar)) lines.push([]);
  return lines;
}

function classify(code: string, grammar: string | null): readonly CodeToken[] {
  if (grammar === 'irc') return ircTokens(code);
  if (grammar === null || code.length > maximumLength || !register(grammar))
    return [{ token: null, text: code }];
  return readSpans(hljs.highlight(code, { language: grammar, ignoreIllegals: true }).value, grammar);
}

function endsWithLineToken(code: string, grammar: string | null): boolean {
  const last = code.slice(code.lastIndexOf('\n') + 1);
  switch (grammar) {
    case 'diff':
      return /^(?:[-+!@]|Index|diff|=)/.test(last);
    case 'irc':
      return !/^(?:\[[^\]]*\] ?|\d\S* ?)?<[^>]*>/.test(last);
    case 'bash':
      return /(?:^|\s)#.*$/.test(last);
    case 'c':
    case 'cpp':
      return /^\s*#/.test(last);
    default:
      return false;
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

/** Reads the highlighter's HTML back: text and the innermost class that means something. */
function readSpans(html: string, grammar: string): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  const open: (string | null)[] = [];
  for (const [piece, scope, entity] of html.matchAll(
    /<span class="hljs-([^"]*)">|<\/span>|&([a-z#0-9]+);|[^<&]+/g,
  )) {
    if (scope !== undefined) open.push(classOf(scope, grammar, open));
    else if (piece === '</span>') open.pop();
    else
      put(tokens, open[open.length - 1] ?? null, entity === undefined ? piece : (entities[entity] ?? piece));
  }
  return tokens;
}

function classOf(scope: string, grammar: string, open: readonly (string | null)[]): string | null {
  const [first = '', ...rest] = scope.split(' ');
  const name = rest.length > 0 && first === 'char' ? `${first}.${rest.join('.')}` : first;
  if (grammar === 'diff' && name === 'meta') return 'DiffSeparator';
  if (name === 'params' || name === 'function' || name === 'class') return open[open.length - 1] ?? null;
  return name in classes ? (classes[name] ?? null) : 'ID';
}

function put(tokens: CodeToken[], token: string | null, text: string): void {
  const last = tokens[tokens.length - 1];
  if (last !== undefined && last.token === token)
    tokens[tokens.length - 1] = { token, text: last.text + text };
  else tokens.push({ token, text });
}

/** A token ends with its line and goes on in the next one. */
function splitLines(tokens: readonly CodeToken[]): CodeToken[][] {
  const lines: CodeToken[][] = [];
  let line: CodeToken[] = [];
  for (const { token, text } of tokens) {
    text.split('\n').forEach((part, at) => {
      if (at > 0) {
        lines.push(line);
        line = [];
      }
      if (part !== '') line.push({ token, text: part });
    });
  }
  lines.push(line);
  return lines;
}

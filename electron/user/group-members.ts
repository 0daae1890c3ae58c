import { isPythonBlank, stripBlanks } from './python-text.ts';

/** What a group page says. */
export interface GroupText {
  /** Names in page order, each once; also words such as `All`, which stay words. */
  readonly members: readonly string[];
  /** Members that look like group names. */
  readonly memberGroups: readonly string[];
}

/**
 * The members a group page lists (spec/users.md §11, spec/storage.md §12): the first text or link of every bullet of the
 * first level, in wiki and creole pages.
 *
 * Of wiki markup this knows no more than lists and where a first run of text ends; it never renders anything.
 */
export function readGroupText(page: string, text: string, isGroupName: (name: string) => boolean): GroupText {
  const { format, body } = splitHeader(text);
  const items = format === 'wiki' ? wikiItems(body) : format === 'creole' ? creoleItems(body) : [];
  const names = new Set<string>();
  for (const item of items) {
    const name = item.map((part) => firstRun(part, page, isGroupName)).find((run) => run !== '');
    if (name !== undefined) names.add(name);
  }
  const all = [...names];
  return {
    members: all.filter((name) => !isGroupName(name)),
    memberGroups: all.filter((name) => isGroupName(name)),
  };
}

/** Longer items are cut: names are short, and this bounds the work for hostile pages. */
const mostItemCharacters = 1000;

/** Lines from the top that begin with `#` are instructions (spec/markup.md §2); only the format matters here. */
function splitHeader(text: string): { format: string; body: readonly string[] } {
  const lines = text.split(/\r\n|\n/);
  let format = text.startsWith('<?xml') ? 'xslt' : 'wiki';
  let at = 0;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!line.startsWith('#') || stripBlanks(line) === '#') break;
    const match = /^#format\s+(\S+)/i.exec(line);
    if (match?.[1] !== undefined) format = match[1].toLowerCase();
  }
  return { format: format === 'text/x-moin-wiki' ? 'wiki' : format, body: lines.slice(at) };
}

/** The parts of an item in page order: its own line and lines that continue it. */
type Item = string[];

interface OpenList {
  readonly indent: number;
  readonly bullets: boolean;
}

/**
 * Items of bullet lists of the first level in wiki markup (spec/markup.md §7.3). The first item of a list decides what
 * kind of list it is; a list with deeper indentation is of a deeper level.
 */
function wikiItems(lines: readonly string[]): Item[] {
  const items: Item[] = [];
  let open: OpenList[] = [];
  let current: Item | null = null;
  let braces: string | null = null;
  for (const rawLine of lines) {
    if (braces !== null) {
      if (rawLine.includes(braces)) braces = null;
      continue;
    }
    const line = rawLine.replaceAll('\t', '        ').slice(0, mostItemCharacters);
    const content = stripBlanks(line);
    if (content === '') continue;
    braces = openedBlock(content);
    const indent = indentation(line);
    if (indent === 0) {
      open = [];
      current = null;
      continue;
    }
    open = open.filter((list) => list.indent <= indent);
    const marker = markerOf(content);
    const sameList = open.at(-1)?.indent === indent;
    if (!sameList) open.push({ indent, bullets: marker.bullet });
    if (marker.text === null && sameList) {
      if (open.length === 1) current?.push(content);
      continue;
    }
    current = open.length === 1 && open[0]?.bullets === true ? [marker.text ?? content] : null;
    if (current !== null) items.push(current);
    if (content.includes('----')) open = []; // a rule closes all lists
  }
  return items;
}

function indentation(line: string): number {
  let indent = 0;
  while (indent < line.length && isPythonBlank(line.charAt(indent))) indent++;
  return indent;
}

/** The closing braces of a code block that begins on this line and does not end on it. */
function openedBlock(content: string): string | null {
  const start = content.lastIndexOf('{{{');
  if (start < 0) return null;
  const opening = /\{{3,}/.exec(content.slice(content.indexOf('{{{')))?.[0] ?? '{{{';
  return content.indexOf('}}}', start) >= 0 ? null : '}'.repeat(opening.length);
}

/** What a line's marker makes of it; `text` is null for a line without marker. */
function markerOf(content: string): { bullet: boolean; text: string | null } {
  const numbered = /^(?:[0-9]+|[aAiI])\.(?:#[0-9]+)?(?:\s|$)/.exec(content);
  if (numbered !== null) return { bullet: false, text: content.slice(numbered[0].length) };
  const definition = /::(?:\s|$)/.exec(content);
  if (definition !== null) return { bullet: false, text: content.slice(definition.index + 2) };
  if (content.startsWith('*') || content.startsWith('.')) return { bullet: true, text: content.slice(1) };
  return { bullet: true, text: null };
}

/** Creole: one star is the first level, wherever the line begins; `**` would be bold or the second level. */
function creoleItems(lines: readonly string[]): Item[] {
  const items: Item[] = [];
  let inBlock = false;
  for (const line of lines) {
    const content = stripBlanks(line).slice(0, mostItemCharacters);
    if (inBlock || content === '{{{') inBlock = content !== '}}}';
    else if (/^\*(?!\*)/.test(content)) items.push([content.slice(1)]);
  }
  return items;
}

/**
 * What ends a run of text, and what is a run by itself. At one position the first alternative wins
 * (spec/markup.md §3). Every alternative is bounded by the line, and lines are cut.
 */
const hump = '\\p{Lu}[\\p{Ll}\\p{Nd}ªº²³¹]+';
const part = `(?:${hump}){2,}`;
const camelCase =
  `(?<![\\p{Lu}\\p{Ll}\\p{Nd}/])!?(?:(?:(?:\\.\\./)+|/)?${part}(?:/${part})*|/${hump}(?:${hump})+)` +
  `(?![\\p{Lu}\\p{Ll}\\p{Nd}/])`;
const schemes =
  'https?|ftp|file|mailto|nntp|news|ssh|telnet|ircs?|xmpp|mumble|webcal|ed2k|apt|rootz|gopher|notes|rtp|rtsp|rtcp|tel';
const smileys =
  'X-\\(|:D|<:\\(|:o|:\\(|:\\)\\)|:\\)|B\\)|;\\)|/!\\\\|<!>|\\(!\\)|:-\\?|:\\\\|>:>|\\|\\)|:-\\(|:-\\)\\)|:-\\)|B-\\)|;-\\)|' +
  '\\|-\\)|\\(\\./\\)|\\{OK\\}|\\{X\\}|\\{i\\}|\\{[123]\\}|\\{\\*\\}|\\{o\\}';
const tokens = new RegExp(
  [
    "(?<toggle>'{2,}|\\*\\*|__|~-\\s?|-~|~\\+\\s?|\\+~|--\\(|\\)--|(?<=^|\\s)/\\*(?=\\s)|(?<=\\s)\\*/(?=\\s|$))",
    '\\^(?<raised>[^^]*)\\^',
    ',,(?<lowered>.*?),,',
    '\\{{3}(?<code>.*?)\\}{3}',
    '`(?<tick>[^`]*)`',
    `(?<word>${camelCase})`,
    '\\[\\[(?<link>[^\\]]+)\\]\\]',
    '\\{\\{(?<inclusion>[^{}]+)\\}\\}',
    `(?<address>(?<!\\w)(?:${schemes}):\\S*[^\\s"'}\\]|:,.)?!])`,
    '(?<mail>[-\\w.+]+@[-\\w]+(?:\\.[-\\w]+)+)',
    `(?<smiley>(?<=^|\\s)(?:${smileys})(?=\\s|$))`,
    '<<(?<macro>[^<>]*)>>',
    '(?<rule>-{4,})',
    '(?<entity>&(?:[A-Za-z]+|#[0-9]{1,5}|#x[0-9a-fA-F]+);)',
    '(?<special>[<>&])',
  ].join('|'),
  'gu',
);

/** The first text or link of an item's line, without blanks around; empty when it has none. */
function firstRun(content: string, page: string, isGroupName: (name: string) => boolean): string {
  let from = 0;
  for (const match of content.matchAll(tokens)) {
    const before = stripBlanks(content.slice(from, match.index));
    if (before !== '') return before;
    const run = stripBlanks(tokenText(match.groups ?? {}, page, isGroupName));
    if (run !== '') return run;
    from = match.index + match[0].length;
  }
  return stripBlanks(content.slice(from));
}

type Groups = Readonly<Record<string, string | undefined>>;

/** What a piece of markup contributes: a link its target, code its content, a toggle or macro nothing. */
function tokenText(groups: Groups, page: string, isGroupName: (name: string) => boolean): string {
  const { link, word, inclusion } = groups;
  if (link !== undefined) return linkName(link, page, isGroupName);
  if (word !== undefined) return word.startsWith('!') ? word.slice(1) : absoluteName(word, page);
  if (inclusion !== undefined) return inclusion.split('|')[0] ?? '';
  const plain = [groups['raised'], groups['lowered'], groups['code'], groups['tick'], groups['address']];
  const found = plain.find((text) => text !== undefined);
  return found ?? groups['mail'] ?? groups['entity'] ?? groups['special'] ?? '';
}

const addressStart = new RegExp(`^(?:${schemes}):`);

/** `[[target|text]]`: a page's absolute name; the text of links that lead elsewhere (spec/markup.md §5.2). */
function linkName(link: string, page: string, isGroupName: (name: string) => boolean): string {
  const [targetText = '', label = ''] = link.split('|').map(stripBlanks);
  if (addressStart.test(targetText)) return label === '' ? targetText : label;
  const file = /^(?:attachment|drawing):(.*)$/.exec(targetText)?.[1];
  if (file !== undefined) return label === '' ? file : label;
  const hash = targetText.lastIndexOf('#');
  const target = hash < 0 ? targetText : targetText.slice(0, hash);
  if (target === '') return page;
  return normalizeName(absoluteName(target.replace(/^Self:/, ''), page), isGroupName);
}

/** `/X` is below the page, each `../` goes up one level (spec/storage.md §2.2). */
function absoluteName(name: string, page: string): string {
  if (name.startsWith('/')) return page + name;
  let parent = page.split('/');
  let rest = name;
  while (rest.startsWith('../') && parent.length > 0) {
    parent = parent.slice(0, -1);
    rest = rest.slice(3);
  }
  return rest === name ? name : [...parent, rest].join('/');
}

/** The name under which the link's page would be looked for: group parts keep letters, digits and blanks only. */
function normalizeName(name: string, isGroupName: (name: string) => boolean): string {
  return name
    .split('/')
    .map((text) => (isGroupName(text) ? text.replace(/[^\p{L}\p{N}\s]/gu, '') : text))
    .map((text) => stripBlanks(text).replace(/\s+/gu, ' '))
    .filter((text) => text !== '')
    .join('/');
}

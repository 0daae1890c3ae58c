import { absolutePageName } from '../../shared/names/page-name.ts';
import type { ProcessingInstructions } from './processing-instructions.ts';
import { trim } from './python-text.ts';

/** Direct members of a group page; names that fit the group pattern are sub groups. */
export interface GroupMembers {
  readonly members: ReadonlySet<string>;
  readonly subgroups: ReadonlySet<string>;
}

export interface GroupPageContext {
  readonly page: string;
  readonly isGroupName: (name: string) => boolean;
  /** Brings a link target into the form of page names (`Other-Group` → `OtherGroup`). */
  readonly normalise: (name: string) => string;
  /** The interwiki map has it: a link there counts by its page name (spec/parity-policies.md §2). */
  readonly isWiki: (name: string) => boolean;
}

/**
 * Members are the items of bullet lists on the first level, of each the first text or link (spec/storage.md §12).
 *
 * Reads just enough of the wiki and creole syntax for that, so that rights never depend on rendering a page.
 */
export function parseGroupPage(
  instructions: Pick<ProcessingInstructions, 'format' | 'body'>,
  context: GroupPageContext,
): GroupMembers {
  const items = itemsOf(instructions);
  const dialect = instructions.format === 'creole' ? creoleInline : wikiInline;
  const names = items
    .map((item) => firstName(item, dialect, context))
    .filter((name): name is string => name !== null);
  return {
    members: new Set(names.filter((name) => !context.isGroupName(name))),
    subgroups: new Set(names.filter((name) => context.isGroupName(name))),
  };
}

function itemsOf({ format, body }: Pick<ProcessingInstructions, 'format' | 'body'>): string[] {
  if (format === 'wiki') return wikiItems(body);
  if (format === 'creole') return creoleItems(body);
  return [];
}

/** Lines outside `{{{` blocks; a block ends at as many braces as began it. */
function* linesOutsideCode(body: string): Iterable<string> {
  let end: string | null = null;
  for (const line of body.split('\n')) {
    if (end !== null) {
      if (line.includes(end)) end = null;
      continue;
    }
    const opening = /\{{3,}/.exec(line)?.[0];
    const closing = opening === undefined ? '' : '}'.repeat(opening.length);
    if (opening === undefined || line.slice(line.indexOf(opening) + opening.length).includes('}}}')) {
      yield line;
      continue;
    }
    end = closing;
    yield line.slice(0, line.indexOf(opening));
  }
}

interface OpenList {
  readonly indentation: number;
  readonly isBullet: boolean;
}

/** Same indentation means same list, whatever the marker: the first item decides the kind (spec/markup.md §7.3). */
function wikiItems(body: string): string[] {
  const items: string[] = [];
  let lists: OpenList[] = [];
  let isItemOpen = false;
  for (const line of linesOutsideCode(body)) {
    const expanded = expandTabs(line);
    const indentation = expanded.length - expanded.trimStart().length;
    const content = expanded.slice(indentation);
    if (trim(content) === '') continue;
    if (indentation === 0 || /-{4,}/.test(content) || isHeading(content)) {
      lists = [];
      isItemOpen = false;
      continue;
    }
    const marker = markerOf(content);
    lists = lists.filter((list) => list.indentation <= indentation);
    const deepest = lists.at(-1);
    const opensList = deepest === undefined || deepest.indentation < indentation;
    if (opensList) lists.push({ indentation, isBullet: marker.isBullet });
    const continues = !marker.isItem && isItemOpen && !opensList;
    if (!continues && lists.length === 1 && lists[0]?.isBullet === true && marker.text !== null)
      items.push(marker.text);
    isItemOpen = true;
  }
  return items;
}

const isHeading = (content: string): boolean => /^={1,5}\s.*\s={1,5}\s*$/.test(content);

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let expanded = '';
  for (const character of line) {
    if (character !== '\t') expanded += character;
    else expanded += ' '.repeat(8 - (expanded.length % 8));
  }
  return expanded;
}

interface Marker {
  /** Text of the item; null for a definition, which names nobody. */
  readonly text: string | null;
  readonly isItem: boolean;
  /** Kind of the list that such a line opens. */
  readonly isBullet: boolean;
}

function markerOf(content: string): Marker {
  const numbered = /^(?:\d+|[aAiI])\.(?:#\d+)?\s/.exec(`${content} `);
  if (numbered) return { text: content.slice(numbered[0].length), isItem: true, isBullet: false };
  if (/::\s/.test(`${content} `)) return { text: null, isItem: true, isBullet: false };
  const bullet = /^[*.]\s*/.exec(content);
  if (bullet) return { text: content.slice(bullet[0].length), isItem: true, isBullet: true };
  return { text: content, isItem: false, isBullet: true };
}

function creoleItems(body: string): string[] {
  return Array.from(linesOutsideCode(body)).flatMap((line) => {
    const item = /^\s*\*(?!\*)\s*(.*)$/.exec(line);
    return item?.[1] === undefined ? [] : [item[1]];
  });
}

/** Finds inline markup; named groups tell what was found, no group means markup without a text of its own. */
interface Inline {
  readonly pattern: RegExp;
}

const upper = '\\p{Lu}';
const lower = '[\\p{Ll}\\p{Nd}]';
const hump = `${upper}${lower}+`;
const camelCase =
  `!?(?<![\\p{Lu}\\p{Ll}\\p{Nd}/])(?:/|(?:\\.\\./)+)?(?:${hump}){2,}(?:/(?:${hump}){2,})*` +
  `(?![\\p{Lu}\\p{Ll}\\p{Nd}/])`;
const schemes =
  'https?|ftp|file|mailto|nntp|news|ssh|telnet|ircs?|xmpp|mumble|webcal|ed2k|apt|rootz|gopher|notes|rtp|rtsp|rtcp|tel';
const address = `(?<![\\p{L}\\p{N}_])(?:${schemes}):\\S*[^\\s"'}\\]|:,.)?!]`;
const mail = '[-\\p{L}\\p{N}._+]+@[-\\p{L}\\p{N}_]+(?:\\.[-\\p{L}\\p{N}_]+)+';
const smileys = [
  'X-(',
  ':D',
  '<:(',
  ':o',
  ':(',
  ':)',
  'B)',
  ':))',
  ';)',
  '/!\\',
  '<!>',
  '(!)',
  ':-?',
  ':\\',
  '>:>',
] // as the
  .concat(['|)', ':-(', ':-)', 'B-)', ':-))', ';-)', '|-)', '(./)', '{OK}', '{X}', '{i}', '{1}', '{2}']) // markup
  .concat(['{3}', '{*}', '{o}']) // room draws them
  .map((smiley) => smiley.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  .join('|');
const link = '\\[\\[(?<link>[^\\]]+)\\]\\]';
const object = '\\{\\{(?<object>[^{}]+)\\}\\}';
const macro = '<<.*?>>';

const wikiInline: Inline = {
  pattern: new RegExp(
    [
      "'{2,}|__|~-|-~|~\\+|\\+~|--\\(|\\)--|(?<=^|\\s)/\\*(?=\\s)|(?<=\\s)\\*/(?=\\s|$)",
      '\\^(?<superscript>[^^]*)\\^|,,(?<subscript>.*?),,',
      '\\{\\{\\{(?<code>.*?)\\}\\}\\}|`(?<backtick>[^`]*)`',
      `(?<foreign>(?<![\\p{L}\\p{N}_])(?!(?:${schemes}):)[A-Z][a-zA-Z]+:[^\\s:,.)?!"'}\\]|]+)`,
      `(?<name>${camelCase})`,
      link,
      object,
      `(?<address>${address})|(?<mail>${mail})`,
      `(?<=^|\\s)(?:${smileys})(?=\\s|$)`,
      macro,
      '&(?:[a-zA-Z]+|#\\d{1,5}|#x[0-9a-fA-F]+);|(?<special>[<>&])',
    ].join('|'),
    'gu',
  ),
};

const creoleInline: Inline = {
  pattern: new RegExp(
    [
      '\\*\\*|(?<!:)//|\\\\\\\\',
      '\\{\\{\\{(?<code>.*?)\\}\\}\\}',
      link,
      object,
      `(?<address>${address})`,
      `(?<name>${camelCase})`,
      macro,
    ].join('|'),
    'gu',
  ),
};

/** First text or link of an item; null when it has none. */
function firstName(item: string, { pattern }: Inline, context: GroupPageContext): string | null {
  let text = '';
  let position = 0;
  for (const match of item.matchAll(pattern)) {
    text += item.slice(position, match.index);
    position = match.index + match[0].length;
    const groups = match.groups ?? {};
    const { foreign } = groups;
    const elsewhere = foreign === undefined ? null : nameElsewhere(foreign, context);
    if (foreign !== undefined && elsewhere === null) {
      text += foreign;
      continue;
    }
    if (trim(text) !== '') return trim(text);
    text = '';
    const own = elsewhere ?? nameOfMarkup(groups, context);
    if (own !== null && own !== '') return own;
  }
  text += item.slice(position);
  return trim(text) === '' ? null : trim(text);
}

function nameOfMarkup(
  groups: Readonly<Record<string, string | undefined>>,
  context: GroupPageContext,
): string | null {
  const { name, link: target, object: embedded } = groups;
  if (name !== undefined)
    return name.startsWith('!') ? name.slice(1) : context.normalise(absolutePageName(context.page, name));
  if (target !== undefined) return nameOfLink(target, context);
  if (embedded !== undefined) return trim(embedded.split('|').at(-1) ?? '');
  const raw = groups['superscript'] ?? groups['subscript'] ?? groups['code'] ?? groups['backtick'];
  return trim(raw ?? groups['address'] ?? groups['mail'] ?? groups['special'] ?? '');
}

/** A page link counts by its target, any other link by its text. */
function nameOfLink(inside: string, context: GroupPageContext): string {
  const [target = '', label = ''] = inside.split('|').map(trim);
  const foreign = new RegExp(`^(?:${schemes}|attachment|drawing):`).exec(target);
  if (foreign) return label !== '' ? label : target.replace(/^(?:attachment|drawing):/, '');
  const elsewhere = nameElsewhere(target, context);
  if (elsewhere !== null) return elsewhere;
  const hash = target.lastIndexOf('#');
  const page = hash < 0 || target === `${target.slice(0, hash)}#` ? target : target.slice(0, hash);
  return page === '' ? context.page : context.normalise(absolutePageName(context.page, page));
}

/** The page of `Wiki:Page`; null when there is no such wiki. */
function nameElsewhere(target: string, { isWiki }: GroupPageContext): string | null {
  const at = target.indexOf(':');
  return at > 0 && at < target.length - 1 && isWiki(target.slice(0, at)) ? target.slice(at + 1) : null;
}

/** An element with its child elements and the text directly inside it. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export const xmlLimits = { depth: 100, elements: 500_000 } as const;

/**
 * Reads the small part of XML that method calls are made of: elements, text, the five named references, numeric ones,
 * CDATA and comments. Attributes are passed over.
 *
 * No document types and so no entities of their own: nothing can grow or fetch anything. Takes time linear in the text.
 * Null when the text is anything else, or larger than {@link xmlLimits}.
 */
export function readXml(text: string): XmlElement | null {
  const root: OpenElement = { name: '', children: [], pieces: [] };
  const open: OpenElement[] = [root];
  let position = text.startsWith('\ufeff') ? 1 : 0;
  let elements = 0;
  while (position < text.length) {
    const here = open.at(-1) ?? root;
    if (text[position] !== '<') {
      const end = indexOrEnd(text, '<', position);
      const decoded = decodeReferences(text.slice(position, end));
      if (decoded === null) return null;
      here.pieces.push(decoded);
      position = end;
      continue;
    }
    const skipped = skipSpecial(text, position);
    if (skipped === null) return null;
    if (skipped.end > position) {
      here.pieces.push(skipped.text);
      position = skipped.end;
      continue;
    }
    const tag = readTag(text, position);
    if (tag === null) return null;
    position = tag.end;
    if (tag.kind === 'close') {
      if (open.length < 2 || here.name !== tag.name) return null;
      open.pop();
      close(open.at(-1) ?? root, here);
      continue;
    }
    elements += 1;
    const element: OpenElement = { name: tag.name, children: [], pieces: [] };
    if (tag.kind === 'empty') close(here, element);
    else open.push(element);
    if (elements > xmlLimits.elements || open.length > xmlLimits.depth) return null;
  }
  const [only, ...others] = root.children;
  const isAlone = open.length === 1 && others.length === 0 && root.pieces.join('').trim() === '';
  return isAlone && only !== undefined ? only : null;
}

interface OpenElement {
  readonly name: string;
  readonly children: XmlElement[];
  readonly pieces: string[];
}

const close = (parent: OpenElement, { name, children, pieces }: OpenElement): void => {
  parent.children.push({ name, children, text: pieces.join('') });
};

const indexOrEnd = (text: string, wanted: string, from: number): number => {
  const found = text.indexOf(wanted, from);
  return found < 0 ? text.length : found;
};

/** Comments, the declaration at the top and CDATA; `end` is `position` when there is none of them. */
function skipSpecial(text: string, position: number): { readonly end: number; readonly text: string } | null {
  for (const [start, finish, isText] of specials) {
    if (!text.startsWith(start, position)) continue;
    const end = text.indexOf(finish, position + start.length);
    if (end < 0) return null;
    return {
      end: end + finish.length,
      text: isText ? lineFeeds(text.slice(position + start.length, end)) : '',
    };
  }
  return text.startsWith('<!', position) ? null : { end: position, text: '' };
}

const specials = [
  ['<!--', '-->', false],
  ['<![CDATA[', ']]>', true],
  ['<?', '?>', false],
] as const;

type Tag = { readonly kind: 'open' | 'close' | 'empty'; readonly name: string; readonly end: number };

/** Names are those of XML-RPC; attributes may hold anything but `<`. */
const tagPattern = /<(\/?)([A-Za-z][A-Za-z0-9._:-]{0,63})(\s[^<>]*?)?(\/?)>/y;

function readTag(text: string, position: number): Tag | null {
  tagPattern.lastIndex = position;
  const match = tagPattern.exec(text);
  if (match === null) return null;
  const [whole, slash, name = '', , empty] = match;
  const kind = slash !== '' ? 'close' : empty === '' ? 'open' : 'empty';
  return { kind, name, end: position + whole.length };
}

const lineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Null for a reference that XML does not know by itself, or one to a character it does not have. */
function decodeReferences(text: string): string | null {
  const plain = lineFeeds(text);
  if (!plain.includes('&')) return plain;
  let isGood = true;
  const decoded = plain.replace(/&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{1,4}));|&/g, (...match) => {
    const [, decimal, hexadecimal, name] = match as (string | undefined)[];
    if (name !== undefined && Object.hasOwn(named, name)) return named[name] ?? '';
    const code =
      decimal !== undefined
        ? Number(decimal)
        : hexadecimal !== undefined
          ? Number.parseInt(hexadecimal, 16)
          : -1;
    if (code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
    isGood = false;
    return '';
  });
  return isGood ? decoded : null;
}

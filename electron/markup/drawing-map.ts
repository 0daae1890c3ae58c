import { defaultTreeAdapter, parseFragment } from 'parse5';
import { schemeOf } from './link-target.ts';

/** A clickable part of a drawing. `href` null: the drawing's editor. */
export interface DrawingArea {
  readonly shape: string;
  readonly coordinates: string;
  readonly href: string | null;
}

const blockSize = 512;
const maximumMembers = 50;

/** Bytes of a member of a tar file; null when it is not there or the file is damaged. */
function tarMember(archive: Uint8Array, wanted: string): Uint8Array | null {
  const text = (from: number, length: number): string =>
    String.fromCharCode(...archive.subarray(from, from + length)).replace(/\0.*$/s, '');
  let position = 0;
  for (let members = 0; members < maximumMembers && position + blockSize <= archive.length; members += 1) {
    const size = Number.parseInt(text(position + 124, 12).trim(), 8);
    if (!Number.isFinite(size) || size < 0) return null;
    const start = position + blockSize;
    if (text(position, 100) === wanted) return archive.subarray(start, start + size);
    position = start + Math.ceil(size / blockSize) * blockSize;
  }
  return null;
}

/** The areas of a drawing's image map; addresses that could run something are left out. */
export function drawingAreas(archive: Uint8Array): readonly DrawingArea[] {
  const map = tarMember(archive, 'drawing.map');
  if (map === null) return [];
  const [root] = parseFragment(new TextDecoder().decode(map)).childNodes;
  if (root === undefined || !defaultTreeAdapter.isElementNode(root)) return [];
  return root.childNodes.flatMap((node): readonly DrawingArea[] => {
    if (!defaultTreeAdapter.isElementNode(node) || node.tagName !== 'area') return [];
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
    const href = attributes.get('href') ?? '';
    const shape = attributes.get('shape') ?? '';
    const coordinates = attributes.get('coords') ?? '';
    if (/^%[A-Z]+%$/.test(href)) return [{ shape, coordinates, href: null }];
    const isHarmless = schemeOf(href) !== null || /^[/?#]/.test(href);
    return isHarmless ? [{ shape, coordinates, href }] : [];
  });
}

import { defaultTreeAdapter, parseFragment } from 'parse5';
import { schemeOf } from './link-target.ts';
import { tarMember } from './tar-member.ts';

/** A clickable part of a drawing. `href` null: the drawing's editor. */
export interface DrawingArea {
  readonly shape: string;
  readonly coordinates: string;
  readonly href: string | null;
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

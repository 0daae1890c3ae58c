import type { Sharing, SharingPair, Verdict } from '../../shared/contract/option.ts';

export interface PlacedWiki {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Wikis with one login. */
export interface Bubble {
  readonly wikis: readonly PlacedWiki[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Between two bubbles: they disturb each other, or share accounts without sharing the login. */
export interface BubbleLink {
  readonly from: Bubble;
  readonly to: Bubble;
  readonly kind: 'disturb' | 'accounts';
}

export interface SharingLayout {
  readonly width: number;
  readonly height: number;
  readonly bubbles: readonly Bubble[];
  readonly links: readonly BubbleLink[];
}

export const chip = { width: 112, height: 26, gap: 6 } as const;
const padding = 12;
const distance = 48;
const mostColumns = 4;
/** More lines than this say nothing any more; the table does. */
const mostLinks = 60;

export const disturbing: readonly Verdict[] = ['collision', 'wrong-identity', 'one-cookie-two-logins'];

/** Wikis that share a login, directly or over others, in the order of the farm. */
export function loginGroups(sharing: Sharing): readonly (readonly string[])[] {
  const parent = new Map(sharing.wikis.map(({ id }) => [id, id]));
  const find = (id: string): string => {
    let at = id;
    for (let next = parent.get(at) ?? at; next !== at; next = parent.get(at) ?? at) at = next;
    return at;
  };
  for (const { a, b, login } of sharing.pairs) if (login === 'shared') parent.set(find(b), find(a));
  const groups = new Map<string, string[]>();
  for (const { id } of sharing.wikis) {
    const root = find(id);
    groups.set(root, [...(groups.get(root) ?? []), id]);
  }
  return [...groups.values()];
}

/** Bubbles side by side in lines no wider than `width`. */
export function layOut(sharing: Sharing, width: number): SharingLayout {
  const bubbles: Bubble[] = [];
  let left = 0;
  let top = 0;
  let lineHeight = 0;
  let widest = 0;
  for (const group of loginGroups(sharing)) {
    const size = bubbleSize(group.length, width);
    if (left > 0 && left + size.width > width) {
      left = 0;
      top += lineHeight + distance;
      lineHeight = 0;
    }
    bubbles.push(makeBubble(group, left, top, size));
    left += size.width + distance;
    lineHeight = Math.max(lineHeight, size.height);
    widest = Math.max(widest, left - distance);
  }
  return { width: widest, height: top + lineHeight, bubbles, links: linksBetween(bubbles, sharing.pairs) };
}

interface BubbleSize {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

function bubbleSize(count: number, room: number): BubbleSize {
  const fitting = Math.max(1, Math.floor((room - 2 * padding + chip.gap) / (chip.width + chip.gap)));
  const columns = Math.min(mostColumns, fitting, Math.ceil(Math.sqrt(count)));
  const lines = Math.ceil(count / columns);
  return {
    columns,
    width: columns * (chip.width + chip.gap) - chip.gap + 2 * padding,
    height: lines * (chip.height + chip.gap) - chip.gap + 2 * padding,
  };
}

function makeBubble(group: readonly string[], x: number, y: number, size: BubbleSize): Bubble {
  const wikis = group.map((id, index) => ({
    id,
    x: x + padding + (index % size.columns) * (chip.width + chip.gap),
    y: y + padding + Math.floor(index / size.columns) * (chip.height + chip.gap),
  }));
  return { wikis, x, y, width: size.width, height: size.height };
}

function linksBetween(bubbles: readonly Bubble[], pairs: readonly SharingPair[]): readonly BubbleLink[] {
  const bubbleOf = new Map(bubbles.flatMap((bubble) => bubble.wikis.map(({ id }) => [id, bubble] as const)));
  const links = new Map<string, BubbleLink>();
  for (const pair of pairs) {
    const from = bubbleOf.get(pair.a);
    const to = bubbleOf.get(pair.b);
    if (from === undefined || to === undefined || from === to) continue;
    const kind = disturbing.includes(pair.login) ? 'disturb' : pair.account === 'shared' ? 'accounts' : null;
    if (kind === null) continue;
    const key = [bubbles.indexOf(from), bubbles.indexOf(to)].toSorted((a, b) => a - b).join('-');
    if (links.get(key)?.kind !== 'disturb') links.set(key, { from, to, kind });
  }
  return links.size > mostLinks ? [] : [...links.values()];
}

import { safeId } from '../ids.ts';

/** A heading line (spec/markup.md §7.1); null if it is none. */
export function readHeading(line: string): { readonly level: number; readonly text: string } | null {
  if (line.charCodeAt(0) !== 0x3d) return null;
  let signs = 1;
  while (line.charCodeAt(signs) === 0x3d) signs += 1;
  // One blank at least on both inner sides; the sides share none.
  if (line.length < 2 * signs + 2 || !line.endsWith('='.repeat(signs))) return null;
  const inner = line.slice(signs, -signs);
  if (!/^\s/.test(inner) || !/\s$/.test(inner)) return null;
  return { level: Math.min(signs, 5), text: inner.trim() };
}

export function headingId(text: string): string {
  return safeId(text);
}

import { pyStr, pyUnicode, textOf, type PyValue } from '../python-value.ts';
import type { SessionSettings } from './session-settings.ts';

/** The pages a visitor has seen, oldest first (spec/sessions.md §13). */

export type TrailSettings = Pick<SessionSettings, 'trailSize' | 'interwikiName'>;

/** How a page of this wiki stands in a trail. */
export function trailEntry(pageName: string, interwikiName: string | null): string {
  return interwikiName === null || interwikiName === '' ? pageName : `${interwikiName}:${pageName}`;
}

/**
 * The trail after a visit to a page, as the value to store; null if it doesn't change.
 *
 * `current` is whatever the session holds under `trail`. Entries keep their type; those that are no text, which make
 * MoinMoin fail, are dropped (D5).
 */
export function addToTrail(
  current: PyValue | undefined,
  pageName: string,
  settings: TrailSettings,
): PyValue | null {
  const stored = current?.type === 'list' || current?.type === 'tuple' ? current.items : [];
  const known = stored.flatMap((value) => {
    const text = entryText(value);
    return text === null ? [] : [{ value, text }];
  });
  const entry = trailEntry(pageName, settings.interwikiName);
  if (known.at(-1)?.text === entry) return null;

  const others = known.filter(({ text }) => text !== entry);
  const kept = [...others, { value: pyUnicode(entry), text: entry }]
    .map(stripped)
    .filter(({ text }) => text !== '');
  const next = kept.slice(firstKept(settings.trailSize, kept.length));
  const same = next.length === stored.length && next.every(({ text }, index) => text === known[index]?.text);
  return same ? null : { type: 'list', items: next.map(({ value }) => value) };
}

/** The slice that Python's `trail[-size:]` takes: 0 keeps all, a negative size drops from the front. */
function firstKept(size: number, length: number): number {
  if (size === 0) return 0;
  return size > 0 ? Math.max(0, length - size) : -size;
}

interface Entry {
  readonly value: PyValue;
  readonly text: string;
}

function stripped(entry: Entry): Entry {
  const text = entry.text.trim();
  if (text === entry.text) return entry;
  return { value: entry.value.type === 'str' ? pyStr(text) : pyUnicode(text), text };
}

/** Byte strings count as text only while they are ASCII. */
function entryText(value: PyValue): string | null {
  if (value.type === 'unicode') return value.text;
  if (value.type !== 'str' || value.bytes.some((byte) => byte >= 0x80)) return null;
  return textOf(value);
}

export interface TrailLink {
  /** Null = a page of this wiki. */
  readonly interwikiName: string | null;
  readonly pageName: string;
}

/**
 * Where an entry leads. Split at the first colon, so that without an own `interwikiname` a page name that contains a
 * colon is taken for another wiki's, as in MoinMoin.
 */
export function readTrailEntry(entry: string, ownInterwikiName: string | null): TrailLink {
  const colon = entry.indexOf(':');
  if (colon === -1) return { interwikiName: null, pageName: entry };
  const prefix = entry.slice(0, colon);
  const pageName = entry.slice(colon + 1);
  return { interwikiName: prefix === (ownInterwikiName ?? '') ? null : prefix, pageName };
}

import { textOf, type PyValue } from '../../shared/python-value.ts';
import { decodePickle } from './pickle/decode.ts';
import { PyDict } from './py-dict.ts';
import { standardKeys, textItems } from './session.ts';

/** What the live table keeps of one session file; the file is decoded again when somebody looks closer. */
export interface SessionSummary {
  readonly classification: 'ok' | 'not-a-dict' | 'corrupt' | 'refused' | 'unreadable';
  /** Id of the real user; null = anonymous. */
  readonly userId: string | null;
  /** Id of the user a superuser is being. */
  readonly setuid: string | null;
  readonly authMethod: string | null;
  /** Unix seconds; null = the file carries no end. */
  readonly expiresSeconds: number | null;
  /** The newest entries, newest last. */
  readonly trail: readonly string[];
  readonly trailLength: number;
  /** Keys that no part of MoinMoin's session handling writes. */
  readonly extensionKeys: number;
}

const shownTrail = 8;
const ownKeys = new Set<string>(Object.values(standardKeys));

const nothing = {
  userId: null,
  setuid: null,
  authMethod: null,
  expiresSeconds: null,
  trail: [],
  trailLength: 0,
  extensionKeys: 0,
} as const;

export const unreadableSummary: SessionSummary = { ...nothing, classification: 'unreadable' };

export function summariseSession(bytes: Uint8Array): SessionSummary {
  const decoded = decodePickle(bytes);
  if (decoded.kind !== 'ok') return { ...nothing, classification: decoded.kind };
  const content = PyDict.from(decoded.value);
  const trail = textItems(content.get(standardKeys.trail)) ?? [];
  return {
    classification: 'ok',
    userId: shared(textOf(content.get(standardKeys.userId))),
    setuid: shared(textOf(content.get(standardKeys.setuid))),
    authMethod: shared(textOf(content.get(standardKeys.authMethod))),
    expiresSeconds: numberOf(content.get(standardKeys.expires)),
    trail: trail.length === 0 ? nothing.trail : trail.slice(-shownTrail).map(sharedText),
    trailLength: trail.length,
    extensionKeys: content.keys().filter((key) => !ownKeys.has(textOf(key) ?? '')).length,
  };
}

/** A hundred thousand sessions name the same few people and pages: one string each (a third of the memory, measured). */
const sharedTexts = new Map<string, string>();
const mostShared = 20_000;

function sharedText(text: string): string {
  const known = sharedTexts.get(text);
  if (known !== undefined) return known;
  if (sharedTexts.size >= mostShared) sharedTexts.clear();
  sharedTexts.set(text, text);
  return text;
}

const shared = (text: string | null): string | null => (text === null ? null : sharedText(text));

/** `expires` as MoinMoin compares it: any number counts, booleans are 1 and 0 (spec/sessions.md §4.1). */
function numberOf(value: PyValue | undefined): number | null {
  switch (value?.type) {
    case 'int':
    case 'long':
    case 'float':
      return Number(value.value);
    case 'bool':
      return value.value ? 1 : 0;
    default:
      return null;
  }
}

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
    userId: textOf(content.get(standardKeys.userId)),
    setuid: textOf(content.get(standardKeys.setuid)),
    authMethod: textOf(content.get(standardKeys.authMethod)),
    expiresSeconds: numberOf(content.get(standardKeys.expires)),
    trail: trail.slice(-shownTrail),
    trailLength: trail.length,
    extensionKeys: content.keys().filter((key) => !ownKeys.has(textOf(key) ?? '')).length,
  };
}

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

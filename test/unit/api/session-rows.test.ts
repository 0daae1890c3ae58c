import { expect, test } from 'vitest';
import type { FarmContext } from '../../../electron/api/farm/context.ts';
import { SessionRows } from '../../../electron/api/farm/session-rows.ts';
import { createSessionService } from '../../../electron/session/create-session-service.ts';
import { sessionRowId, type IndexedSession } from '../../../electron/session/indexed-session.ts';
import { MemorySessionStore } from '../../../electron/session/memory-store.ts';
import { decodePickle } from '../../../electron/session/pickle/decode.ts';
import type { CookieLifetime } from '../../../shared/session/session-settings.ts';
import { defaultSessionSettings } from '../../../shared/session/session-settings.ts';
import { textOf } from '../../../shared/python-value.ts';

const context = { host: { wikis: [] } } as unknown as FarmContext;

/** When a session ends that the service writes at `nowSeconds`; null: it has no end. */
async function endOf(
  cookieLifetime: CookieLifetime,
  rememberMe: boolean,
  nowSeconds: number,
): Promise<number | null> {
  const store = new MemorySessionStore();
  const service = createSessionService({
    settings: { ...defaultSessionSettings, cookieLifetime },
    siteid: 'wiki',
    store,
    randomBytes: (count) => new Uint8Array(count).fill(7),
  });
  const address = { serverPort: 8080, mountPath: '' };
  const session = await service.getSession({ cookieHeader: undefined, address, nowSeconds });
  const visitor = {
    valid: true,
    id: '1.2.3',
    authMethod: 'moin',
    authAttribs: [],
    rememberMe,
    switchedTo: null,
  } as const;
  await service.finalize({ session, visitor, address, isHttps: false, nowSeconds });
  const stored = await store.read(session.sid);
  const decoded = stored.kind === 'present' ? decodePickle(stored.bytes) : null;
  const entries = decoded?.kind === 'ok' ? decoded.value.entries : [];
  const end = entries.find(([key]) => textOf(key) === 'expires')?.[1];
  return end?.type === 'int' ? Number(end.value) : null;
}

const indexed = (expiresSeconds: number | null, seenSeconds: number): IndexedSession => ({
  id: sessionRowId('/sessions', '0'.repeat(40) as IndexedSession['sid']),
  directory: '/sessions',
  sid: '0'.repeat(40) as IndexedSession['sid'],
  classification: 'ok',
  userId: '1.2.3',
  setuid: null,
  authMethod: 'moin',
  expiresSeconds,
  trail: [],
  trailLength: 0,
  extensionKeys: 0,
  createdMs: 0,
  modifiedMs: seenSeconds * 1000,
  sizeBytes: 1,
});

test.each([
  ['by “remember me”, at the start of a minute', [0, 12], true, 1_800_000_000, true],
  ['by “remember me”, at the end of a minute', [0, 12], true, 1_800_000_059, true],
  ['for a year by the configuration', [0, 365 * 24], false, 1_800_000_059, false],
  ['for twelve hours', [0, 12], false, 1_800_000_000, false],
  ['for the fixed time that “remember me” can’t lengthen', [0, -12], true, 1_800_000_000, false],
] as const)('a session that lives %s has its mark', async (_name, lifetime, rememberMe, now, remembered) => {
  const end = await endOf(lifetime, rememberMe, now);
  expect(end).not.toBeNull();
  expect(new SessionRows(context).row(indexed(end, now), now).remembered).toBe(remembered);
});

test('a session without an end is not remembered', () => {
  expect(new SessionRows(context).row(indexed(null, 0), 0).remembered).toBe(false);
});

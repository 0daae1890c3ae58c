import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createSessionService } from '../../../electron/session/create-session-service.ts';
import { MemorySessionStore } from '../../../electron/session/memory-store.ts';
import { decodePickle } from '../../../electron/session/pickle/decode.ts';
import { encodePickle } from '../../../electron/session/pickle/encode.ts';
import type { Visitor } from '../../../electron/session/session-service.ts';
import { textOf } from '../../../shared/python-value.ts';
import { anonymousWantsTrail, readCookieLifetime } from '../../../shared/session/lifetime.ts';
import { defaultSessionSettings } from '../../../shared/session/session-settings.ts';
import { parseSessionId, sessionIdFrom } from '../../../shared/session/sid.ts';
import { addToTrail } from '../../../shared/session/trail.ts';
import { fromTypedJson } from '../../../shared/session/typed-json.ts';
import { pythonLiteral } from '../shared/session/python-literal.ts';

/** One request of every measured kind of visitor under every measured lifetime, through get and finalize. */
const row = z.object({
  cookie_lifetime: z.string(),
  anonymous_session_lifetime: z.string().optional(),
  state: z.string(),
  clock: z.number(),
  cookie: z.string(),
  session_file: z.string(),
  stored_keys: z.array(z.string()).optional(),
  deviation: z.string().optional(),
  needs: z.array(z.string()).optional(),
});
const file = path.resolve(import.meta.dirname, '../../golden/sessions/lifetimes.json');
const rows = z
  .array(row)
  .parse(JSON.parse(readFileSync(file, 'utf8')))
  .filter(({ deviation, needs }) => deviation === undefined && needs === undefined);

const sid = sessionIdFrom(Buffer.from('0123456789abcdef0123456789abcdef01234567', 'hex'));
const address = { serverPort: 8910, mountPath: '' };

function visitorOf(state: string): Visitor {
  if (state.startsWith('anonymous')) return { valid: false };
  const rememberMe = state.endsWith('remember_me on');
  const id = rememberMe ? '1700000000.10.601' : '1700000000.20.602';
  return { valid: true, id, authMethod: 'moin', authAttribs: [], rememberMe, switchedTo: null };
}

async function storedKeys(store: MemorySessionStore): Promise<readonly string[] | null> {
  const name = parseSessionId((await store.list())[0]);
  const stored = name === null ? null : await store.read(name);
  const decoded = stored?.kind === 'present' ? decodePickle(stored.bytes) : null;
  return decoded?.kind === 'ok' ? decoded.value.entries.map(([key]) => textOf(key) ?? '?').toSorted() : null;
}

describe('lifetimes.json', () => {
  test.each(rows.map((entry) => [`${entry.cookie_lifetime}: ${entry.state}`, entry] as const))(
    '%s',
    async (_name, entry) => {
      const { lifetime } = readCookieLifetime(
        pythonLiteral(entry.cookie_lifetime),
        entry.anonymous_session_lifetime === undefined
          ? undefined
          : pythonLiteral(entry.anonymous_session_lifetime),
      );
      const settings = {
        ...defaultSessionSettings,
        cookieLifetime: lifetime,
        compatibility: 'strict',
      } as const;
      const store = new MemorySessionStore();
      const service = createSessionService({
        settings,
        siteid: 'wikiconfig',
        store,
        randomBytes: (count) => new Uint8Array(count),
      });
      const visitor = visitorOf(entry.state);
      if (visitor.valid && entry.state.includes('stored file')) {
        const content = fromTypedJson({
          dict: [
            [{ str: 'user.id' }, { str: visitor.id }],
            [{ str: 'user.auth_method' }, { str: 'moin' }],
            [{ str: 'user.auth_attribs' }, { tuple: [] }],
          ],
        });
        await store.write(sid, encodePickle(content), { expected: 'any', lifetimeSeconds: 60 });
      }
      const cookieHeader = entry.state.includes('no cookie') ? undefined : `MOIN_SESSION_8910_ROOT=${sid}`;
      const session = await service.getSession({ cookieHeader, address, nowSeconds: entry.clock });
      const trail = addToTrail(session.get('trail'), 'PageOne', settings);
      if (trail !== null && (visitor.valid || anonymousWantsTrail(lifetime))) session.set('trail', trail);
      const request = { session, visitor, address, isHttps: false, nowSeconds: entry.clock };
      const { setCookie } = await service.finalize(request);

      const cookie =
        setCookie[0]?.includes('Max-Age=0;') === true ? 'delete' : setCookie.length > 0 ? 'set' : 'none';
      const keys = await storedKeys(store);
      expect({ cookie, file: keys === null ? 'absent' : 'present', keys }).toEqual({
        cookie: entry.cookie,
        file: entry.session_file,
        keys: entry.stored_keys?.toSorted() ?? null,
      });
    },
  );
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PyValue } from '../../../../shared/python-value.ts';
import { sessionCookieName } from '../../../../shared/session/cookie-name.ts';
import { fromHeaderText, toHeaderText } from '../../../../shared/session/header-text.ts';
import { readCookie } from '../../../../shared/session/cookie-header.ts';
import {
  anonymousWantsTrail,
  expiresSeconds,
  lifetimeSeconds,
  readCookieLifetime,
} from '../../../../shared/session/lifetime.ts';
import {
  cookieDate,
  deletionCookieLine,
  setCookieLine,
  type CookieSettings,
} from '../../../../shared/session/set-cookie.ts';
import {
  defaultSessionSettings,
  type CookieNameOption,
} from '../../../../shared/session/session-settings.ts';
import { sessionIdFrom } from '../../../../shared/session/sid.ts';
import { pythonLiteral } from './python-literal.ts';

/** The pure rules against what MoinMoin did; the same tables run over HTTP as golden cases. */

const golden = path.resolve(import.meta.dirname, '../../../golden/sessions');
const sid = sessionIdFrom(new Uint8Array(20).fill(0xab));

function readTable<T extends z.ZodType>(file: string, row: T): z.infer<T>[] {
  return z.array(row).parse(JSON.parse(readFileSync(path.join(golden, file), 'utf8')));
}

const nameRow = z.object({
  cookie_name: z.string(),
  siteid: z.string(),
  server_port: z.number(),
  script_name: z.string(),
  name: z.string().optional(),
  set_cookie: z.string().optional(),
  session_recognised_next_time: z.boolean().optional(),
  client_sends_back: z.string().optional(),
});

/** Calls and arithmetic that the configuration reader knows; here only their values matter. */
const computedNames: Readonly<Record<string, CookieNameOption>> = {
  "'site' + 'idmagic'": { kind: 'siteid' },
  "str('siteidmagic')": { kind: 'siteid' },
  "'%s' % 'siteidmagic'": { kind: 'siteid' },
  "''.join(['site', 'idmagic'])": { kind: 'literal', text: 'siteidmagic' },
  "'x' * 60": { kind: 'literal', text: 'x'.repeat(60) },
  "('t',)": { kind: 'literal', text: "('t',)" },
};

function nameOption(source: string): CookieNameOption {
  const computed = computedNames[source];
  if (computed !== undefined) return computed;
  const value = pythonLiteral(source);
  switch (value.type) {
    case 'none':
      return { kind: 'automatic' };
    case 'str': {
      const text = new TextDecoder().decode(value.bytes);
      return text === 'siteidmagic' ? { kind: 'siteid' } : { kind: 'literal', text };
    }
    case 'unicode':
      return { kind: 'literal', text: value.text };
    case 'bool':
      return { kind: 'literal', text: value.value ? 'True' : 'False' };
    case 'int':
      return { kind: 'literal', text: String(value.value) };
    default:
      throw new Error(`no cookie name: ${source}`);
  }
}

describe('cookie-names.json', () => {
  const rows = readTable('cookie-names.json', nameRow);
  test.each(rows.map((row, index) => [index, row] as const))('row %i', (_index, row) => {
    const name = sessionCookieName(
      { cookieUsage: 'SESSION', cookieName: nameOption(row.cookie_name) },
      { siteid: row.siteid, serverPort: row.server_port, mountPath: row.script_name },
    );
    if (row.set_cookie === undefined) return; // D14: MoinMoin fails, we only must not
    const settings = { ...defaultSessionSettings, compatibility: 'strict' } as const;
    const line = setCookieLine(settings, {
      name,
      sid,
      maxAgeSeconds: 3600,
      expiresSeconds: 1796003580,
      isHttps: row.set_cookie.includes('; Secure'),
    });
    expect(line).toBe(row.set_cookie.replace('{{sid}}', sid));
    expect(name.split('=')[0]).toBe(row.name); // the table holds what a client takes for the name
    const sentBack = toHeaderText(row.client_sends_back?.replace('{{sid}}', sid) ?? '');
    const recognised = readCookie(sentBack, toHeaderText(name)) === sid;
    expect(recognised).toBe(row.session_recognised_next_time);
    expect(fromHeaderText(toHeaderText(name))).toBe(name);
  });
});

const cookieRow = z.object({
  scheme: z.string(),
  clock: z.number(),
  cookie_secure: z.string().optional(),
  cookie_httponly: z.string().optional(),
  cookie_domain: z.string().optional(),
  cookie_path: z.string().optional(),
  cookie_lifetime: z.string().optional(),
  set_cookie: z.string().nullable(),
  deletion_cookie: z.string().nullable(),
});

function isTruthy(value: PyValue): boolean {
  if (value.type === 'bool') return value.value;
  if (value.type === 'int') return value.value !== 0n;
  return value.type === 'str' && value.bytes.length > 0;
}

function optionalText(source: string | undefined): string | null {
  const value = source === undefined ? null : pythonLiteral(source);
  if (value?.type === 'str') return new TextDecoder().decode(value.bytes);
  return value?.type === 'unicode' ? value.text : null;
}

function cookieSettings(row: z.infer<typeof cookieRow>): CookieSettings {
  const secure = pythonLiteral(row.cookie_secure ?? 'None');
  return {
    compatibility: 'strict',
    cookieDomain: optionalText(row.cookie_domain),
    cookiePath: optionalText(row.cookie_path),
    cookieSecure: isTruthy(secure) ? 'always' : secure.type === 'none' ? 'when-https' : 'never',
    cookieHttpOnly: row.cookie_httponly === undefined ? null : isTruthy(pythonLiteral(row.cookie_httponly)),
  };
}

describe('set-cookie.json', () => {
  const rows = readTable('set-cookie.json', cookieRow);
  test.each(rows.map((row, index) => [index, row] as const))('row %i', (_index, row) => {
    const settings = cookieSettings(row);
    const { lifetime } = readCookieLifetime(pythonLiteral(row.cookie_lifetime ?? '(1, 12)'));
    const maxAgeSeconds = lifetimeSeconds(lifetime, { loggedIn: false });
    const line = setCookieLine(settings, {
      name: 'MOIN_SESSION_k',
      sid,
      maxAgeSeconds,
      expiresSeconds: expiresSeconds(row.clock, maxAgeSeconds),
      isHttps: row.scheme === 'https',
    });
    expect(line).toBe(row.set_cookie?.replace('{{sid}}', sid) ?? null);
    expect(deletionCookieLine(settings, 'MOIN_SESSION_k')).toBe(row.deletion_cookie);
  });
});

const lifetimeRow = z.object({
  cookie_lifetime: z.string(),
  anonymous_session_lifetime: z.string().optional(),
  effective: z.string(),
  state: z.string(),
  clock: z.number(),
  cookie: z.string(),
  max_age: z.number().nullable(),
  expires_attr: z.string().nullable(),
  trail_shown: z.array(z.string()).nullable(),
  deviation: z.string().optional(),
  ours: z
    .object({
      cookie: z.string(),
      max_age: z.number().nullable().optional(),
      expires_attr: z.string().optional(),
    })
    .optional(),
});

const computedLifetimes: Readonly<Record<string, string>> = {
  '(24, 24*365)': '(24, 8760)',
  '(0, float("inf"))': '(0, 1e999)',
};

describe('lifetimes.json', () => {
  const rows = readTable('lifetimes.json', lifetimeRow);
  test.each(rows.map((row, index) => [index, row] as const))('row %i', (_index, row) => {
    const source = computedLifetimes[row.cookie_lifetime] ?? row.cookie_lifetime;
    const read = readCookieLifetime(
      pythonLiteral(source),
      row.anonymous_session_lifetime === undefined
        ? undefined
        : pythonLiteral(row.anonymous_session_lifetime),
    );
    const anonymous = row.state.startsWith('anonymous');
    const seconds = lifetimeSeconds(
      read.lifetime,
      anonymous ? { loggedIn: false } : { loggedIn: true, rememberMe: row.state.endsWith('remember_me on') },
    );
    const wanted = { ...row, ...row.ours };
    const isNew = row.state.includes('no cookie');
    const found = {
      cookie: seconds > 0 ? 'set' : isNew ? 'none' : 'delete',
      maxAge: seconds > 0 ? seconds : null,
      expires: seconds > 0 ? cookieDate(expiresSeconds(row.clock, seconds)) : null,
      trail: anonymous ? anonymousWantsTrail(read.lifetime) : null,
    };
    const isSet = wanted.cookie === 'set';
    const showsTrail = row.trail_shown !== null && row.deviation === undefined;
    expect(found).toEqual({
      cookie: wanted.cookie,
      maxAge: isSet ? wanted.max_age : null,
      expires: isSet ? wanted.expires_attr : null,
      trail: anonymous ? showsTrail : null,
    });
  });
});

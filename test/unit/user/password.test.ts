import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passwordHasher, schemeOf, type PasswordSettings } from '../../../electron/user/password.ts';
import { desCrypt } from '../../../electron/user/schemes/des-crypt.ts';
import { slowSha512Crypt } from '../../../electron/user/schemes/slow-hash.ts';
import { pyInt, pyList, pyStr, type PyValue } from '../../../shared/python-value.ts';
import { userFolder } from './support.ts';

const hasher = (more: Partial<PasswordSettings> = {}) =>
  passwordHasher({
    passwordScheme: '{PASSLIB}',
    passlibSupport: true,
    passlibRounds: 1000,
    otherOptions: new Map(),
    ...more,
  });
const context = (entries: Record<string, PyValue>): Partial<PasswordSettings> => ({
  otherOptions: new Map([
    [
      'passlib_crypt_context',
      { type: 'dict', entries: Object.entries(entries).map(([k, v]) => [pyStr(k), v]) },
    ],
  ]),
});

/** Drepper's own vectors whose salts passlib accepts. */
const vectors = [
  [
    'Hello world!',
    '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1',
  ],
  [
    'a very much longer text to encrypt.  This one even stretches over morethan one line.',
    '$6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1',
  ],
] as const;

describe('sha512_crypt', () => {
  test.each(vectors)('agrees with the published vector for %j', async (password, stored) => {
    expect(await hasher().verify(`{PASSLIB}${stored}`, password)).toMatchObject({ matches: true });
  });

  test('gives the same in a thread as on the spot', async () => {
    const [password, salt] = [Buffer.from('päss'), Buffer.from('saltstring')];
    const here = await slowSha512Crypt(password, salt, 5000);
    const there = await slowSha512Crypt(password, salt, 5001);
    expect(there).not.toBe(here);
    const stored = `{PASSLIB}$6$rounds=5001$saltstring$${there}`;
    expect((await hasher().verify(stored, 'päss')).matches).toBe(true);
  });

  test('keeps the server answering while a slow hash runs', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await slowSha512Crypt(Buffer.from('x'), Buffer.from('y'), 60_000);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  test('does more hashes at once than there are threads', async () => {
    const many = Array.from({ length: 5 }, () => slowSha512Crypt(Buffer.from('x'), Buffer.from('y'), 6000));
    expect(new Set(await Promise.all(many)).size).toBe(1);
  });

  test('works from a minified bundle', { timeout: 30_000 }, async () => {
    const folder = path.dirname(await userFolder());
    const source = path.resolve(import.meta.dirname, '../../../electron/user/schemes/slow-hash.ts');
    const entry = `import { slowSha512Crypt } from ${JSON.stringify(source)};
      console.log(await slowSha512Crypt(Buffer.from('secret'), Buffer.from('salt'), 6000));`;
    await writeFile(path.join(folder, 'entry.mjs'), entry);
    await build({
      entryPoints: [path.join(folder, 'entry.mjs')],
      outfile: path.join(folder, 'out.mjs'),
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, 'out.mjs')]);
    expect(stdout.trim()).toBe(await slowSha512Crypt(Buffer.from('secret'), Buffer.from('salt'), 6000));
  });
});

describe('pbkdf2', () => {
  // RFC 7914 §11, written as passlib writes it: the first 32 of 64 bytes.
  test('agrees with the published vector', async () => {
    const checksum = Buffer.from('55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc', 'hex')
      .toString('base64')
      .replaceAll('+', '.')
      .replaceAll('=', '');
    const salt = Buffer.from('salt').toString('base64').replaceAll('=', '');
    const own = hasher(context({ schemes: pyList([pyStr('pbkdf2_sha256')]) }));
    const stored = `{PASSLIB}$pbkdf2-sha256$1$${salt}$${checksum}`;
    expect((await own.verify(stored, 'passwd')).matches).toBe(true);
    expect((await hasher().verify(stored, 'passwd')).matches).toBe(false);
  });
});

describe('a new password', () => {
  test.each(['{PASSLIB}', '{SSHA}'] as const)(
    'is stored as %s and accepted again',
    async (passwordScheme) => {
      const own = hasher({ passwordScheme });
      await fc.assert(
        fc.asyncProperty(fc.string({ minLength: 1, maxLength: 80 }), async (password) => {
          const stored = await own.hash(password);
          // Passlib has no hash for a NUL.
          expect(schemeOf(stored)).toBe(password.includes('\0') ? '{SSHA}' : passwordScheme);
          expect(stored).not.toContain('\n');
          expect((await own.verify(stored, password)).matches).toBe(true);
          expect((await own.verify(stored, `${password}x`)).matches).toBe(false);
        }),
        { numRuns: 12 },
      );
    },
  );

  test('gets the kind of hash that the context prefers', async () => {
    const schemes = pyList([pyStr('pbkdf2_sha512'), pyStr('sha512_crypt')]);
    const own = hasher(
      context({ schemes, pbkdf2_sha512__default_rounds: pyInt(10), deprecated: pyStr('auto') }),
    );
    const stored = await own.hash('secret');
    expect(stored).toMatch(/^\{PASSLIB\}\$pbkdf2-sha512\$10\$[./0-9A-Za-z]{22}\$[./0-9A-Za-z]{86}$/);
    expect(await own.verify(stored, 'secret')).toEqual({ matches: true, outdated: false });
    expect(await own.verify(stored, 'Secret')).toEqual({ matches: false, outdated: false });
    const old = await hasher().hash('secret');
    expect(await own.verify(old, 'secret')).toEqual({ matches: true, outdated: true });
  });

  test('is stored as {SSHA} where the context prefers a kind that we can not make', async () => {
    const own = hasher(context({ schemes: pyList([pyStr('bcrypt'), pyStr('sha512_crypt')]) }));
    const stored = await own.hash('secret');
    expect(schemeOf(stored)).toBe('{SSHA}');
    expect(await own.verify(stored, 'secret')).toEqual({ matches: true, outdated: false });
    expect(await own.verify(await hasher().hash('secret'), 'secret')).toEqual({
      matches: true,
      outdated: false,
    });
  });

  test('is never twice the same', async () => {
    expect(await hasher().hash('secret')).not.toBe(await hasher().hash('secret'));
  });

  test('that is empty is stored as nothing, and nothing fits it', async () => {
    expect(await hasher().hash('')).toBe('');
    expect((await hasher().verify('', '')).matches).toBe(false);
  });
});

describe('an old password', () => {
  test.each([
    ['abcdefgh', 'abYH7TYgEKz2Q'],
    ['', '..X8NBuQ4l6uQ'],
    ['x', 'zzXjar5EX/ECI'],
    ['pass word', 'Kq66zSHbAAjUI'],
    ['aaaaaaaaaaaaaaaaaaaa', '/96LS2.v9nusw'],
  ])('of DES agrees with the C library for %j', (password, hash) => {
    expect(desCrypt(Buffer.from(password), hash.slice(0, 2))).toBe(hash);
  });

  test('of DES with a damaged salt matches nothing', () => {
    for (const salt of ['', 'a', 'ä!', '!!']) expect(desCrypt(Buffer.from('x'), salt)).toBeNull();
  });

  test('is outdated under another scheme than configured', async () => {
    const stored = '{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=';
    expect(await hasher().verify(stored, 'secret')).toEqual({ matches: true, outdated: true });
  });

  const fastHash =
    '{PASSLIB}$6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1';
  const longText = vectors[1][0];

  test('is outdated when its rounds are fewer or more than configured', async () => {
    const minimum = hasher(context({ sha512_crypt__min_rounds: pyInt(2000) }));
    const maximum = hasher(context({ sha512_crypt__max_rounds: pyInt(1200) }));
    const within = hasher(context({ sha512_crypt__min_rounds: pyInt(1400) }));
    expect(await minimum.verify(fastHash, longText)).toEqual({ matches: true, outdated: true });
    expect(await maximum.verify(fastHash, longText)).toEqual({ matches: true, outdated: true });
    expect(await within.verify(fastHash, longText)).toEqual({ matches: true, outdated: false });
  });

  test('is outdated when its kind is deprecated, and refused when the configuration does not name it', async () => {
    const deprecated = hasher(context({ deprecated: pyList([pyStr('sha512_crypt')]) }));
    const other = hasher(context({ schemes: pyList([pyStr('bcrypt')]) }));
    expect(await deprecated.verify(fastHash, longText)).toEqual({ matches: true, outdated: true });
    expect((await other.verify(fastHash, longText)).matches).toBe(false);
    expect((await hasher({ passlibSupport: false }).verify(fastHash, longText)).matches).toBe(false);
  });

  test('with an absurd number of rounds never matches, at once', async () => {
    const stored = fastHash.replace('1400', '999999999');
    expect((await hasher().verify(stored, longText)).matches).toBe(false);
  });

  test('that is damaged matches nothing and breaks nothing', async () => {
    const schemes = fc.constantFrom('{PASSLIB}', '{SSHA}', '{SHA}', '{APR1}', '{MD5}', '{DES}', '', '{ssha}');
    const data = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ maxLength: 20 }).map((text) => `$apr1$${text}`),
      fc.string({ maxLength: 20 }).map((text) => `$6$rounds=5000$${text}`),
      fc.string({ maxLength: 20 }).map((text) => `$1$${text}$`),
    );
    await fc.assert(
      fc.asyncProperty(schemes, data, async (scheme, text) => {
        expect(await hasher().verify(scheme + text, 'secret')).toEqual({ matches: false, outdated: false });
      }),
    );
  });
});

import { describe, expect, test, vi } from 'vitest';
import { formLogin } from '../../../electron/user/login.ts';
import { passwordHasher } from '../../../electron/user/password.ts';
import { slowSha512Crypt } from '../../../electron/user/schemes/slow-hash.ts';
import { anna, bert, clock, open, userFolder } from './support.ts';

vi.mock(import('../../../electron/user/schemes/slow-hash.ts'), { spy: true });

const slowHash = vi.mocked(slowSha512Crypt);
const spent = () => slowHash.mock.calls.reduce((sum, [, , rounds]) => sum + rounds, 0);
const rounds = 3000;
const hasher = (passlibRounds = rounds) =>
  passwordHasher({
    passwordScheme: '{PASSLIB}',
    passlibSupport: true,
    passlibRounds,
    otherOptions: new Map(),
  });

/** What a failed login with this name costs, in rounds of the hash. */
async function costOf(name: string, stored: string, password = 'wrong'): Promise<number> {
  const accounts = open(
    await userFolder({
      [anna]: `name=Anna\nenc_password=${stored}\n`,
      [bert]: `name=Bert\nenc_password=${stored}\ndisabled=1\n`,
    }),
  );
  slowHash.mockClear();
  const tools = { accounts, passwords: hasher(), delays: null, nowSeconds: () => clock };
  expect(await formLogin({ name, password }, false, tools)).toEqual({ kind: 'wrong' });
  return spent();
}

describe('a failed login costs one hash as the wiki makes them', () => {
  test.each(['Anna', 'Nobody', 'Bert'])('for the name %s', async (name) => {
    expect(await costOf(name, await hasher().hash('secret'))).toBe(rounds);
  });

  test.each([
    ['no password', ''],
    ['an old hash', '{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ='],
    ['a hash that nobody can read', '{PASSLIB}$2a$12$abc'],
    ['a hash of an unknown scheme', '{NEW}abc'],
  ])('for an account with %s', async (_, stored) => {
    expect(await costOf('Anna', stored)).toBe(rounds);
  });

  test('for an account whose hash has fewer rounds', async () => {
    expect(await costOf('Anna', await hasher(1000).hash('secret'))).toBe(rounds);
  });

  test('for a password that no hash of the scheme takes', async () => {
    const stored = await hasher().hash('secret');
    expect(await costOf('Anna', stored, 'a\0b')).toBe(await costOf('Nobody', stored, 'a\0b'));
  });

  test('and nothing where the password is too long to be looked at', async () => {
    const stored = await hasher().hash('secret');
    const long = 'x'.repeat(5000);
    expect([await costOf('Anna', stored, long), await costOf('Nobody', stored, long)]).toEqual([0, 0]);
  });
});

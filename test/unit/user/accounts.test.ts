import { describe, expect, test } from 'vitest';
import {
  createAccount,
  disableAccount,
  enableAccount,
  setAccountPassword,
  type AccountTools,
} from '../../../electron/user/accounts.ts';
import { groupNameTest } from '../../../electron/user/names.ts';
import { redeemRecoveryToken, startRecovery } from '../../../electron/user/recovery.ts';
import { makeRecoveryToken } from '../../../electron/user/recovery-token.ts';
import { anna, bert, clock, open, quickPasswords, userFolder } from './support.ts';

const profile = 'name=Anna\nemail=a@x\nenc_password={SSHA}x\nsubscribed_pages[]=One\tTwo\nshoe=41\n';

async function tools(files: Record<string, string> = { [anna]: profile }) {
  const copies: [string, string][] = [];
  const made: AccountTools = {
    accounts: open(await userFolder(files)),
    passwords: quickPasswords,
    isGroupName: groupNameTest('(?P<all>(?P<key>\\S+)Group)'),
    backup: async (id, bytes) => void copies.push([id, Buffer.from(bytes).toString()]),
  };
  return { ...made, copies };
}

describe('accounts', () => {
  test.each([
    [{ name: '', email: 'x@x' }, 'name-missing'],
    [{ name: 'New', email: '' }, 'email-missing'],
    [{ name: 'a:b', email: 'x@x' }, 'invalid-name'],
    [{ name: 'RedGroup', email: 'x@x' }, 'invalid-name'],
    [{ name: 'Anna', email: 'x@x' }, 'name-taken'],
    [{ name: 'New', email: 'A@X' }, 'email-taken'],
  ] as const)('%j is refused: %s', async (account, reason) => {
    expect(await createAccount(await tools(), account)).toEqual({ kind: 'refused', reason });
  });

  test('come back as they were after disabling and enabling, but for subscriptions', async () => {
    const own = await tools();
    expect(await disableAccount(own, anna)).toMatchObject({
      kind: 'disabled',
      profile: { disabled: true, name: `Anna-${anna}`, email: `a@x-${anna}`, encPassword: '{SSHA}x' },
    });
    expect((await disableAccount(own, anna)).kind).toBe('already-disabled');
    const enabled = await enableAccount(own, anna);
    expect(enabled).toMatchObject({
      kind: 'enabled',
      profile: { disabled: false, name: 'Anna', email: 'a@x' },
    });
    expect((await enableAccount(own, anna)).kind).toBe('already-enabled');
    expect((await own.accounts.byId(anna))?.attributes.get('shoe')).toBe('41');
    expect(own.copies[0]).toEqual([anna, profile]);
  });

  test('are not enabled into a name that somebody else has now', async () => {
    const own = await tools();
    await disableAccount(own, anna);
    await createAccount(own, { name: 'Anna', email: 'new@x' });
    expect(await enableAccount(own, anna)).toEqual({ kind: 'name-taken', name: 'Anna' });
  });

  test('get a password, or none, and lose a pending recovery', async () => {
    const own = await tools();
    const token = await startRecovery(own.accounts, anna, clock);
    const set = await setAccountPassword(own, anna, 'new secret');
    if (set.kind !== 'set') throw new Error(set.kind);
    expect((await quickPasswords.verify(set.profile.encPassword, 'new secret')).matches).toBe(true);
    const attempt = { id: anna, token: token ?? '', newPassword: 'x', lifetimeHours: 12, nowSeconds: clock };
    expect(await redeemRecoveryToken(own.accounts, quickPasswords, attempt)).toBeNull();
    expect(await setAccountPassword(own, anna, '')).toMatchObject({
      kind: 'emptied',
      profile: { encPassword: '' },
    });
  });

  test('that nobody knows are left alone', async () => {
    const own = await tools();
    expect((await disableAccount(own, bert)).kind).toBe('unknown-user');
    expect((await enableAccount(own, '../x')).kind).toBe('unknown-user');
    expect((await setAccountPassword(own, bert, 'x')).kind).toBe('unknown-user');
    expect(own.copies).toEqual([]);
  });
});

describe('a recovery token', () => {
  test('sets a password once', async () => {
    const { accounts } = await tools();
    const token = (await startRecovery(accounts, anna, clock)) ?? '';
    const attempt = { id: anna, token, newPassword: 'new', lifetimeHours: 12, nowSeconds: clock };
    const both = await Promise.all([1, 2].map(() => redeemRecoveryToken(accounts, quickPasswords, attempt)));
    expect(both.filter((saved) => saved !== null)).toHaveLength(1);
  });

  test('is worthless when none was asked for', async () => {
    const { accounts } = await tools();
    const token = makeRecoveryToken('', clock);
    const attempt = { id: anna, token, newPassword: 'new', lifetimeHours: 12, nowSeconds: clock };
    expect(await redeemRecoveryToken(accounts, quickPasswords, attempt)).toBeNull();
  });

  test('does not open a disabled account', async () => {
    const { accounts } = await tools();
    const token = (await startRecovery(accounts, anna, clock)) ?? '';
    await accounts.update(anna, { disabled: 1 });
    const attempt = { id: anna, token, newPassword: 'new', lifetimeHours: 12, nowSeconds: clock };
    expect(await redeemRecoveryToken(accounts, quickPasswords, attempt)).toBeNull();
  });
});

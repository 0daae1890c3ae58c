import { describe, expect, test } from 'vitest';
import { isSuperuser } from '../../../electron/user/superuser.ts';
import {
  carryOutSwitch,
  decideSwitch,
  switchCandidates,
  switchedUser,
  switchUnavailable,
  type SwitchForm,
  type SwitchRules,
} from '../../../electron/user/switch-user.ts';
import { groupNameTest } from '../../../electron/user/names.ts';
import type { UserStore } from '../../../electron/user/user-store.ts';
import { anna, bert, open, userFolder } from './support.ts';

const rules = (more: Partial<SwitchRules> = {}): SwitchRules => ({
  compatibility: 'default',
  isGroupName: groupNameTest('(?P<all>(?P<key>\\S+)Group)'),
  alreadySwitched: false,
  ...more,
});
const form = (userName: string, selectedUser = ''): SwitchForm => ({ userName, selectedUser });
const accounts = async (): Promise<UserStore> =>
  open(await userFolder({ README: 'name=Evil\n', [anna]: 'name=Anna\n', [bert]: 'name=Bert\ndisabled=1\n' }));

describe('the switch form', () => {
  const user = { name: 'Anna' } as never;

  test.each([
    ['not-logged-in', { user: null, authMethod: 'moin', isSuperuser: true }, []],
    ['method-without-logout', { user, authMethod: 'given', isSuperuser: true }, []],
    ['method-without-logout', { user, authMethod: 'http', isSuperuser: true }, []],
    ['not-superuser', { user, authMethod: 'moin', isSuperuser: false }, []],
    ['turned-off', { user, authMethod: 'moin', isSuperuser: true }, ['suid']],
    [null, { user, authMethod: 'moin', isSuperuser: true }, ['notification']],
    [null, { user, authMethod: 'setuid', isSuperuser: true }, []],
  ] as const)('is unavailable for the reason %s', (reason, asker, disabled) => {
    expect(switchUnavailable(asker, disabled)).toBe(reason);
  });

  test('switches to a typed name and to a picked id', async () => {
    const store = await accounts();
    expect(await decideSwitch(store, form('Anna'), rules())).toMatchObject({ target: { id: anna } });
    expect(await decideSwitch(store, form('', anna), rules())).toMatchObject({ target: { id: anna } });
  });

  test('switches to a disabled account by name instead of making a second one', async () => {
    for (const compatibility of ['default', 'strict'] as const) {
      const decision = await decideSwitch(await accounts(), form('Bert'), rules({ compatibility }));
      expect(decision).toMatchObject({ kind: 'switch', target: { id: bert } });
    }
  });

  test('refuses an unknown name, and makes an account of it in strict only', async () => {
    const store = await accounts();
    expect(await decideSwitch(store, form('anna'), rules())).toEqual({
      kind: 'refuse',
      reason: 'unknown-name',
    });
    const decision = await decideSwitch(store, form('anna'), rules({ compatibility: 'strict' }));
    expect(decision).toEqual({ kind: 'create-and-switch', name: 'anna' });
    const created = await carryOutSwitch(store, decision);
    expect(created).toMatchObject({ name: 'anna', encPassword: '', email: '' });
    expect(await carryOutSwitch(store, decision)).toBeNull();
  });

  test('refuses a name that can not be one, also in strict', async () => {
    for (const name of ['RedGroup', 'a/b', ' Anna'])
      expect(await decideSwitch(await accounts(), form(name), rules({ compatibility: 'strict' }))).toEqual({
        kind: 'refuse',
        reason: 'invalid-name',
      });
  });

  test.each(['', 'README', '../user/README', '1.2.3', `${anna}\n`])(
    'takes %j for nobody',
    async (selected) => {
      const decision = await decideSwitch(await accounts(), form('', selected), rules());
      expect(decision).toEqual({ kind: 'refuse', reason: 'nobody-selected' });
    },
  );

  test('refuses a second switch on top of the first', async () => {
    const decision = await decideSwitch(await accounts(), form('Anna'), rules({ alreadySwitched: true }));
    expect(decision).toEqual({ kind: 'refuse', reason: 'already-switched' });
  });

  test('offers all others by lower-cased name', async () => {
    const store = open(
      await userFolder({ '1.2.3': 'name=carl\n', '1.2.4': 'name=Bert\n', '1.2.5': 'name=anna\n' }),
    );
    const { profiles } = await store.list();
    expect(switchCandidates(profiles, '1.2.4').map((profile) => profile.name)).toEqual(['anna', 'carl']);
    expect(switchCandidates(profiles, '').map((profile) => profile.name)).toEqual(['anna', 'Bert', 'carl']);
  });

  test('keeps accounts in their order whose names differ in case alone', async () => {
    const store = open(
      await userFolder({ '1.2.3': 'name=ann_\n', '1.2.4': 'name=Anna\n', '1.2.5': 'name=anna\n' }),
    );
    const { profiles } = await store.list();
    const given = profiles.toSorted((a, b) => a.id.localeCompare(b.id));
    for (const order of [given, given.toReversed()]) {
      const names = order.map((profile) => profile.name).filter((name) => name !== 'ann_');
      // `_` stands before small letters, and after capital ones.
      expect(switchCandidates(order, '').map((profile) => profile.name)).toEqual(['ann_', ...names]);
    }
  });

  test('is carried out on an account that is there, and not after a refusal', async () => {
    const store = await accounts();
    const decision = await decideSwitch(store, form('Anna'), rules());
    expect(await carryOutSwitch(store, decision)).toMatchObject({ id: anna, name: 'Anna' });
    expect(await carryOutSwitch(store, { kind: 'refuse', reason: 'unknown-name' })).toBeNull();
  });
});

describe('a switched session', () => {
  test('is the target, also when that was disabled meanwhile', async () => {
    expect((await switchedUser(await accounts(), bert, true))?.name).toBe('Bert');
  });

  test('ends when the real user is no superuser here or the target is gone', async () => {
    const store = await accounts();
    expect(await switchedUser(store, anna, false)).toBeNull();
    expect(await switchedUser(store, '1.2.3', true)).toBeNull();
    expect(await switchedUser(store, 'README', true)).toBeNull();
  });
});

test('who is named in superuser is one, from anywhere', () => {
  const named = { superuser: ['Ann', ''], desktopEdition: false };
  for (const address of ['127.0.0.1', '192.0.2.1', null]) {
    expect(isSuperuser({ name: 'Ann', disabled: false }, address, named)).toBe(true);
    for (const name of ['Bob', 'ann', ''])
      expect(isSuperuser({ name, disabled: false }, address, named)).toBe(false);
    expect(isSuperuser({ name: 'Ann', disabled: true }, address, named)).toBe(false);
    expect(isSuperuser(null, address, named)).toBe(false);
  }
});

test('with the desktop edition exactly one address makes a superuser', () => {
  const desktop = { superuser: [], desktopEdition: true };
  const user = { name: 'Ann', disabled: false };
  expect(isSuperuser(user, '127.0.0.1', desktop)).toBe(true);
  for (const address of ['::1', '127.0.0.2', '::ffff:127.0.0.1', 'localhost', null])
    expect(isSuperuser(user, address, desktop)).toBe(false);
  expect(isSuperuser(null, '127.0.0.1', desktop)).toBe(false);
  expect(isSuperuser({ ...user, disabled: true }, '127.0.0.1', desktop)).toBe(false);
});

import { describe, expect, test, vi } from 'vitest';
import {
  afterFailure,
  LoginDelays,
  loginDelaysAt,
  waitSeconds,
  type FailedLogins,
} from '../../../electron/user/login-delay.ts';
import { formLogin, saveUpgradedPassword, type LoginTools } from '../../../electron/user/login.ts';
import type { PasswordHasher } from '../../../electron/user/password.ts';
import type { UserStore } from '../../../electron/user/user-store.ts';
import { anna, bert, clock, open, quickPasswords, userFolder } from './support.ts';

const accountsWith = async (enc: string): Promise<LoginTools> => ({
  accounts: open(
    await userFolder({
      [anna]: `name=Anna\nenc_password=${enc}\n`,
      [bert]: `name=Bert\nenc_password=${enc}\ndisabled=1\n`,
    }),
  ),
  passwords: quickPasswords,
  delays: null,
  nowSeconds: () => clock,
});

describe('the login form', () => {
  test('does nothing for who is logged in, or with two empty fields', async () => {
    const tools = await accountsWith(await quickPasswords.hash('secret'));
    expect(await formLogin({ name: 'Anna', password: 'wrong' }, true, tools)).toEqual({ kind: 'nothing' });
    expect(await formLogin({ name: '', password: '' }, false, tools)).toEqual({ kind: 'nothing' });
  });

  test('says which field is missing', async () => {
    const tools = await accountsWith('');
    expect(await formLogin({ name: 'Anna', password: '' }, false, tools)).toMatchObject({
      kind: 'field-missing',
      field: 'password',
    });
    expect(await formLogin({ name: '', password: 'x' }, false, tools)).toMatchObject({
      kind: 'field-missing',
      field: 'name',
    });
  });

  test('answers the same for a wrong name, a wrong password, a wrong case and a disabled account', async () => {
    const tools = await accountsWith(await quickPasswords.hash('secret'));
    const tries = [
      { name: 'Nobody', password: 'secret' },
      { name: 'Anna', password: 'Secret' },
      { name: 'anna', password: 'secret' },
      { name: 'Bert', password: 'secret' },
    ];
    for (const form of tries) expect(await formLogin(form, false, tools)).toEqual({ kind: 'wrong' });
  });

  test('replaces an old hash with one of the configured scheme', async () => {
    const tools = await accountsWith('{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=');
    const outcome = await formLogin({ name: 'Anna', password: 'secret' }, false, tools);
    if (outcome.kind !== 'ok') throw new Error(outcome.kind);
    const saved = await saveUpgradedPassword(tools.accounts, outcome);
    expect(saved.encPassword).toMatch(/^\{SSHA\}/);
    expect((await formLogin({ name: 'Anna', password: 'secret' }, false, tools)).kind).toBe('ok');
  });

  test('leaves a password alone that was changed during the login', async () => {
    const tools = await accountsWith('{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=');
    const outcome = await formLogin({ name: 'Anna', password: 'secret' }, false, tools);
    if (outcome.kind !== 'ok') throw new Error(outcome.kind);
    await tools.accounts.update(anna, { enc_password: '{SSHA}new' });
    expect((await saveUpgradedPassword(tools.accounts, outcome)).encPassword).toBe('{SSHA}new');
  });
});

describe('a password of the configured scheme', () => {
  test('is not written again', async () => {
    const tools = await accountsWith(await quickPasswords.hash('secret'));
    const outcome = await formLogin({ name: 'Anna', password: 'secret' }, false, tools);
    if (outcome.kind !== 'ok') throw new Error(outcome.kind);
    expect(outcome.upgraded).toBeNull();
    const update = vi.fn<UserStore['update']>();
    expect(await saveUpgradedPassword({ ...tools.accounts, update }, outcome)).toBe(outcome.profile);
    expect(update).not.toHaveBeenCalled();
  });
});

describe('the delay after failures', () => {
  test('begins with the sixth and doubles up to a minute', () => {
    const waits: number[] = [];
    let state: FailedLogins | undefined;
    for (let failure = 1; failure <= 14; failure++) {
      state = afterFailure(state, clock);
      waits.push(waitSeconds(state, clock));
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test('is over when its time has passed, and never longer than a minute when the clock is set back', () => {
    let state: FailedLogins | undefined;
    for (let failure = 1; failure <= 8; failure++) state = afterFailure(state, clock);
    expect(waitSeconds(state, clock + 4)).toBe(0);
    expect(waitSeconds(state, clock - 100_000)).toBe(60);
  });

  test('belongs to one name and ends with a success', () => {
    const delays = new LoginDelays();
    for (let failure = 1; failure <= 6; failure++) delays.failed('Anna', clock);
    expect(delays.wait('Anna', clock)).toBe(1);
    expect(delays.wait('Bert', clock)).toBe(0);
    delays.succeeded('Anna');
    expect(delays.wait('Anna', clock)).toBe(0);
  });

  test('is kept for the newest ten thousand names', () => {
    const delays = new LoginDelays();
    const six = (name: string): void => {
      for (let failure = 1; failure <= 6; failure++) delays.failed(name, clock);
    };
    six('Anna');
    six('Bert');
    for (let count = 1; count <= 9998; count++) delays.failed(`guess-${count}`, clock);
    expect([delays.wait('Anna', clock), delays.wait('Bert', clock)]).toEqual([1, 1]);
    delays.failed('Anna', clock); // the newest now
    delays.failed('one more', clock);
    expect([delays.wait('Anna', clock), delays.wait('Bert', clock)]).toEqual([2, 0]);
  });

  test('is the same for all wikis that share their accounts', () => {
    const delays = loginDelaysAt('/farm/shared/user');
    expect(loginDelaysAt('/farm/shared/user')).toBe(delays);
    expect(loginDelaysAt('/farm/other/user')).not.toBe(delays);
  });

  test('is forgotten an hour after it is over, to the second', () => {
    for (const [later, seconds] of [
      [3601, 2],
      [3602, 0],
    ] as const) {
      const delays = new LoginDelays();
      for (let failure = 1; failure <= 6; failure++) delays.failed('Anna', clock);
      delays.failed('Anna', clock + later);
      expect(delays.wait('Anna', clock + later)).toBe(seconds);
    }
  });

  test('is forgotten an hour later', () => {
    const delays = new LoginDelays();
    for (let failure = 1; failure <= 9; failure++) delays.failed('Anna', clock);
    delays.failed('Anna', clock + 4000);
    expect(delays.wait('Anna', clock + 4000)).toBe(0);
  });

  test('can not be got around by trying many passwords at the same moment', async () => {
    let checked = 0;
    const slow: PasswordHasher = {
      ...quickPasswords,
      verify: async () => {
        checked++;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return { matches: false, outdated: false };
      },
    };
    const tools = { ...(await accountsWith('{SSHA}x')), passwords: slow, delays: new LoginDelays() };
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        formLogin({ name: 'Anna', password: String(index) }, false, tools),
      ),
    );
    expect(checked).toBeLessThanOrEqual(6);
  });

  test('lets the right password in again after it', async () => {
    let now = clock;
    const tools = {
      ...(await accountsWith(await quickPasswords.hash('secret'))),
      delays: new LoginDelays(),
      nowSeconds: () => now,
    };
    for (let failure = 1; failure <= 6; failure++)
      await formLogin({ name: 'Anna', password: 'x' }, false, tools);
    const form = { name: 'Anna', password: 'secret' };
    expect(await formLogin(form, false, tools)).toEqual({ kind: 'wait', seconds: 1 });
    now += 1;
    expect((await formLogin(form, false, tools)).kind).toBe('ok');
    expect((await formLogin(form, false, tools)).kind).toBe('ok');
  });
});

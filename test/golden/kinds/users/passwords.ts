import { z } from 'zod';
import { formLogin, saveUpgradedPassword } from '../../../../electron/user/login.ts';
import { schemeOf } from '../../../../electron/user/password.ts';
import { checkNewPassword } from '../../../../electron/user/password-checker.ts';
import { redeemRecoveryToken } from '../../../../electron/user/recovery.ts';
import { tableRunner, type Verdict } from '../sessions/runner.ts';
import {
  defaultClock,
  difference,
  firstDifference,
  hasherFor,
  openStore,
  profileTexts,
  withUserFolder,
} from './support.ts';

const verdict = z.union([z.boolean(), z.string()]);
const accepts = { accepts_clear: verdict, accepts_wrong_suffix: verdict, accepts_wrong_case: verdict };
const afterLogin = z.looseObject({ profile_rewritten: z.boolean(), stored_scheme: z.string() });

const passwordSchema = z.array(
  z.looseObject({
    clear: z.string(),
    enc_password: z.string(),
    ...accepts,
    after_login: z.record(z.string(), afterLogin).optional(),
    ours: z.looseObject(accepts).partial().optional(),
  }),
);

/** Upper for lower case and the other way round; equal for texts without case. */
const otherCase = (text: string): string =>
  Array.from(text, (character) =>
    character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase(),
  ).join('');

/** Logs in by the form with the stored password in a profile, and looks at the profile afterwards. */
async function login(stored: string, password: string, scheme: '{PASSLIB}' | '{SSHA}') {
  const id = '1700000000.1.1';
  return withUserFolder({ [id]: `name=SomeBody\nenc_password=${stored}\n` }, async (folder) => {
    const accounts = openStore(folder);
    const before = await profileTexts(folder);
    const passwords = hasherFor(scheme);
    const outcome = await formLogin({ name: 'SomeBody', password }, false, {
      accounts,
      passwords,
      delays: null,
      nowSeconds: () => defaultClock,
    });
    if (outcome.kind !== 'ok') return { profile_rewritten: false, stored_scheme: `login: ${outcome.kind}` };
    const profile = await saveUpgradedPassword(accounts, outcome);
    const after = await profileTexts(folder);
    return { profile_rewritten: before[id] !== after[id], stored_scheme: schemeOf(profile.encPassword) };
  });
}

export const passwords = tableRunner('passwords.json', passwordSchema, function* (rows) {
  for (const [position, row] of rows.entries()) {
    yield async (): Promise<Verdict> => {
      const hasher = hasherFor('{PASSLIB}');
      const wanted = { ...row, ...row.ours };
      const accepted = async (field: keyof typeof accepts, password: string): Promise<string | null> =>
        difference(field, wanted[field], (await hasher.verify(row.enc_password, password)).matches);
      const wrongCase = otherCase(row.clear);
      const checks = [
        accepted('accepts_wrong_suffix', `${row.clear}x`),
        ...(wrongCase === row.clear ? [] : [accepted('accepts_wrong_case', wrongCase)]),
        // Rows with logins say by them whether the password is right; some hashes take seconds.
        ...(row.after_login === undefined ? [accepted('accepts_clear', row.clear)] : []),
        ...(['{PASSLIB}', '{SSHA}'] as const).map(async (scheme) => {
          const expected = row.after_login?.[`configured ${scheme}`];
          if (expected === undefined) return null;
          const { profile_rewritten, stored_scheme } = expected;
          const after = await login(row.enc_password, row.clear, scheme);
          return difference(`configured ${scheme}`, { profile_rewritten, stored_scheme }, after);
        }),
      ];
      return { name: String(position), difference: firstDifference(await Promise.all(checks)) };
    };
  }
});

const checkerSchema = z.array(z.looseObject({ name: z.string(), password: z.string(), verdict: z.string() }));

export const passwordChecker = tableRunner('password-checker.json', checkerSchema, function* (rows) {
  for (const [position, row] of rows.entries()) {
    yield async (): Promise<Verdict> => ({
      name: String(position),
      difference: difference('verdict', row.verdict, checkNewPassword(row.name, row.password)),
    });
  }
});

const tokenSchema = z.array(
  z.looseObject({
    case: z.string(),
    token: z.string(),
    recoverpass_key: z.string(),
    recovery_token_lifetime_hours: z.number(),
    clock: z.number(),
    accepted: z.boolean(),
    key_after: z.string(),
    ours: z.looseObject({ accepted: z.boolean().optional(), key_after: z.string().optional() }).optional(),
  }),
);

export const recoveryTokens = tableRunner('recovery-tokens.json', tokenSchema, function* (rows) {
  for (const row of rows) {
    yield async (): Promise<Verdict> => {
      const id = '1700000000.1.1';
      const file = `name=SomeBody\nrecoverpass_key=${row.recoverpass_key}\n`;
      return withUserFolder({ [id]: file }, async (folder) => {
        const accounts = openStore(folder, row.clock);
        const saved = await redeemRecoveryToken(accounts, hasherFor('{SSHA}'), {
          id,
          token: row.token,
          newPassword: 'a new one',
          lifetimeHours: row.recovery_token_lifetime_hours,
          nowSeconds: row.clock,
        });
        const found = { accepted: saved !== null, key_after: (await accounts.byId(id))?.recoverpassKey };
        const { accepted, key_after } = { ...row, ...row.ours };
        return { name: row.case, difference: difference('token', { accepted, key_after }, found) };
      });
    };
  }
});

import type { LoginDelays } from './login-delay.ts';
import type { PasswordHasher } from './password.ts';
import type { UserProfile } from './profile.ts';
import type { UserStore } from './user-store.ts';

/** The fields of the login form; a missing field is an empty one. */
export interface LoginForm {
  readonly name: string;
  readonly password: string;
}

export type LoginOutcome =
  /** Somebody is logged in already, or both fields are empty: neither check nor message. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'field-missing'; readonly field: 'name' | 'password' }
  /** Wrong name, wrong password, disabled account: the same message for all. */
  | { readonly kind: 'wrong' }
  /** Too many failures: not even checked. */
  | { readonly kind: 'wait'; readonly seconds: number }
  /**
   * `upgraded` is the new `enc_password` when the stored one has another scheme or outdated parameters; save it with
   * `saveUpgradedPassword`.
   */
  | { readonly kind: 'ok'; readonly profile: UserProfile; readonly upgraded: string | null };

export interface LoginTools {
  readonly accounts: UserStore;
  readonly passwords: PasswordHasher;
  /** Null in strict compatibility: no delay. */
  readonly delays: LoginDelays | null;
  readonly nowSeconds: () => number;
}

/**
 * The form login (`moin`) of spec/sessions.md §11.2.
 *
 * @param alreadyValid somebody is logged in, also by a switch
 */
export async function formLogin(
  form: LoginForm,
  alreadyValid: boolean,
  tools: LoginTools,
): Promise<LoginOutcome> {
  const { name, password } = form;
  if (alreadyValid || (name === '' && password === '')) return { kind: 'nothing' };
  if (name === '') return { kind: 'field-missing', field: 'name' };
  if (password === '') return { kind: 'field-missing', field: 'password' };
  const seconds = tools.delays?.wait(name, tools.nowSeconds()) ?? 0;
  if (seconds > 0) return { kind: 'wait', seconds };
  // Counts as failed until it has proved good, so that many attempts at the same moment are no way around the delay.
  tools.delays?.failed(name, tools.nowSeconds());
  const profile = await tools.accounts.findByName(name);
  const verdict = await tools.passwords.verify(profile?.encPassword ?? null, password);
  if (profile === null || !verdict.matches) return { kind: 'wrong' };
  tools.delays?.succeeded(name);
  const upgraded = verdict.outdated ? await tools.passwords.hash(password) : null;
  return { kind: 'ok', profile, upgraded };
}

/**
 * Writes the new hash of a login, unless somebody changed the password meanwhile. Answers with the account as it is now.
 *
 * Throws the system's error when the folder can't be written; the login itself is good all the same.
 */
export async function saveUpgradedPassword(
  accounts: UserStore,
  login: LoginOutcome & { readonly kind: 'ok' },
): Promise<UserProfile> {
  const { profile, upgraded } = login;
  if (upgraded === null) return profile;
  const saved = await accounts.update(profile.id, (current) =>
    current.encPassword === profile.encPassword ? { enc_password: upgraded } : null,
  );
  return saved ?? profile;
}

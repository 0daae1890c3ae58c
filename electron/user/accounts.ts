import { isValidUserName } from './names.ts';
import type { PasswordHasher } from './password.ts';
import type { UserProfile } from './profile.ts';
import type { UserStore } from './user-store.ts';

/** What the account commands of the window and the command line work with (spec/users.md §9). */
export interface AccountTools {
  readonly accounts: UserStore;
  readonly passwords: PasswordHasher;
  readonly isGroupName: (name: string) => boolean;
  /** Keeps a profile as it is before it is changed or deleted. */
  readonly backup?: (id: string, bytes: Uint8Array) => Promise<void>;
}

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly aliasName?: string;
  /** Left out or empty: the account can't log in until a password is set. */
  readonly password?: string;
}

export type CreateOutcome =
  | { readonly kind: 'created'; readonly profile: UserProfile }
  | {
      readonly kind: 'refused';
      readonly reason: 'name-missing' | 'email-missing' | 'invalid-name' | 'name-taken' | 'email-taken';
    };

/** Makes an account. Unlike the reference the name must be valid (U11) and free among disabled accounts too (U7). */
export async function createAccount(tools: AccountTools, account: NewAccount): Promise<CreateOutcome> {
  const refused = (reason: (CreateOutcome & { kind: 'refused' })['reason']): CreateOutcome => ({
    kind: 'refused',
    reason,
  });
  if (account.name === '') return refused('name-missing');
  if (account.email === '') return refused('email-missing');
  if (!isValidUserName(account.name, tools.isGroupName)) return refused('invalid-name');
  const encPassword = await tools.passwords.hash(account.password ?? '');
  const created = await tools.accounts.create(
    {
      name: account.name,
      email: account.email,
      aliasname: account.aliasName ?? '',
      ...(encPassword === '' ? {} : { enc_password: encPassword }),
    },
    { uniqueEmail: true },
  );
  return created.ok ? { kind: 'created', profile: created.value } : refused(created.error);
}

export type DisableOutcome =
  | { readonly kind: 'disabled' | 'already-disabled'; readonly profile: UserProfile }
  | { readonly kind: 'unknown-user' };

/**
 * Switches an account off as the reference does: name and address make room for others by `-<id>`, subscriptions are
 * emptied, everything else is kept (U3).
 */
export async function disableAccount(tools: AccountTools, id: string): Promise<DisableOutcome> {
  const profile = await tools.accounts.byId(id);
  if (profile === null) return { kind: 'unknown-user' };
  if (profile.disabled) return { kind: 'already-disabled', profile };
  await keepCopy(tools, id);
  const saved = await tools.accounts.update(id, (current) => ({
    disabled: 1,
    name: `${current.name}-${id}`,
    email: current.email === '' ? '' : `${current.email}-${id}`,
    subscribed_pages: '',
  }));
  return saved === null ? { kind: 'unknown-user' } : { kind: 'disabled', profile: saved };
}

export type EnableOutcome =
  | { readonly kind: 'enabled' | 'already-enabled'; readonly profile: UserProfile }
  | { readonly kind: 'unknown-user' }
  /** Somebody else has the name (or address) now; enabling would make two of it. */
  | { readonly kind: 'name-taken' | 'email-taken'; readonly name: string };

/** Switches an account on again and takes back the `-<id>` of name and address. Subscriptions stay empty. */
export async function enableAccount(tools: AccountTools, id: string): Promise<EnableOutcome> {
  const profile = await tools.accounts.byId(id);
  if (profile === null) return { kind: 'unknown-user' };
  if (!profile.disabled) return { kind: 'already-enabled', profile };
  const suffix = `-${id}`;
  const without = (text: string): string => (text.endsWith(suffix) ? text.slice(0, -suffix.length) : text);
  const name = without(profile.name);
  const email = without(profile.email);
  if (await tools.accounts.isTaken('name', name, id)) return { kind: 'name-taken', name };
  if (email !== '' && (await tools.accounts.isTaken('email', email, id)))
    return { kind: 'email-taken', name };
  await keepCopy(tools, id);
  const saved = await tools.accounts.update(id, { disabled: 0, name, email });
  return saved === null ? { kind: 'unknown-user' } : { kind: 'enabled', profile: saved };
}

export type PasswordOutcome =
  { readonly kind: 'set' | 'emptied'; readonly profile: UserProfile } | { readonly kind: 'unknown-user' };

/** Sets a password, or with the empty one makes logging in with a password impossible. */
export async function setAccountPassword(
  tools: AccountTools,
  id: string,
  password: string,
): Promise<PasswordOutcome> {
  if ((await tools.accounts.byId(id)) === null) return { kind: 'unknown-user' };
  const encPassword = await tools.passwords.hash(password);
  await keepCopy(tools, id);
  // A mail that is still on its way must not undo this.
  const saved = await tools.accounts.update(id, { enc_password: encPassword, recoverpass_key: '' });
  if (saved === null) return { kind: 'unknown-user' };
  return { kind: encPassword === '' ? 'emptied' : 'set', profile: saved };
}

async function keepCopy(tools: AccountTools, id: string): Promise<void> {
  if (tools.backup === undefined) return;
  const bytes = await tools.accounts.bytes(id);
  if (bytes !== null) await tools.backup(id, bytes);
}

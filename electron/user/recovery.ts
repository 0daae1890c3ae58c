import { isRecoveryTokenValid, makeRecoveryToken, newRecoveryKey } from './recovery-token.ts';
import type { PasswordHasher } from './password.ts';
import type { UserProfile } from './profile.ts';
import type { UserStore } from './user-store.ts';

/**
 * Begins a recovery: the account gets a key, and the answer is the token for the mail (spec/users.md §8). Null when the
 * account is gone.
 */
export async function startRecovery(
  accounts: UserStore,
  id: string,
  nowSeconds: number,
): Promise<string | null> {
  const key = newRecoveryKey();
  const saved = await accounts.update(id, { recoverpass_key: key });
  return saved === null ? null : makeRecoveryToken(key, nowSeconds);
}

export interface RecoveryAttempt {
  readonly id: string;
  readonly token: string;
  /** Already found acceptable by `checkNewPassword`. */
  readonly newPassword: string;
  readonly lifetimeHours: number;
  readonly nowSeconds: number;
}

/** Sets a new password if the token is good, and makes the token useless. Null: refused, nothing changed. */
export async function redeemRecoveryToken(
  accounts: UserStore,
  passwords: PasswordHasher,
  attempt: RecoveryAttempt,
): Promise<UserProfile | null> {
  const isGood = (profile: UserProfile): boolean =>
    !profile.disabled &&
    isRecoveryTokenValid(attempt.token, profile.recoverpassKey, attempt.lifetimeHours, attempt.nowSeconds);
  const before = await accounts.byId(attempt.id);
  if (before === null || attempt.newPassword === '' || !isGood(before)) return null;
  const encPassword = await passwords.hash(attempt.newPassword);
  // Asked again where the file is written: of two attempts with one token the second finds the key gone.
  let redeemed = false;
  const saved = await accounts.update(attempt.id, (current) => {
    redeemed = isGood(current);
    return redeemed ? { enc_password: encPassword, recoverpass_key: '' } : null;
  });
  return redeemed ? saved : null;
}

/**
 * Slows down guessing (DECISIONS 12): an account's sixth failed login in a row closes it for 1 s, every further one for
 * twice as long, up to 60 s. A success forgets the failures. Strict compatibility does not ask.
 */
export interface FailedLogins {
  readonly failures: number;
  /** Seconds since 1970; attempts before are refused without looking at the password. */
  readonly closedUntilSeconds: number;
}

const freeFailures = 5;
const longestSeconds = 60;

/** What one more failure means. */
export function afterFailure(before: FailedLogins | undefined, nowSeconds: number): FailedLogins {
  const failures = (before?.failures ?? 0) + 1;
  const doublings = failures - freeFailures - 1;
  // 2^6 already exceeds the longest; a larger exponent would only overflow.
  const seconds = doublings < 0 ? 0 : Math.min(longestSeconds, 2 ** Math.min(doublings, 6));
  return { failures, closedUntilSeconds: nowSeconds + seconds };
}

/** How long the account stays closed, in seconds; 0: an attempt may be made. */
export const waitSeconds = (state: FailedLogins | undefined, nowSeconds: number): number =>
  state === undefined ? 0 : Math.min(longestSeconds, Math.max(0, state.closedUntilSeconds - nowSeconds));

/** Failures are forgotten this long after the last one. */
const forgetSeconds = 3600;
const mostAccounts = 10_000;

/** The failed logins at one folder of accounts, by the name that was tried. Holds a bounded number of names. */
export class LoginDelays {
  readonly #byName = new Map<string, FailedLogins>();

  wait(name: string, nowSeconds: number): number {
    return waitSeconds(this.#byName.get(name), nowSeconds);
  }

  failed(name: string, nowSeconds: number): void {
    const before = this.#byName.get(name);
    const old = before !== undefined && before.closedUntilSeconds + forgetSeconds < nowSeconds;
    this.#byName.delete(name); // the newest failure goes to the end, the oldest stays in front
    this.#byName.set(name, afterFailure(old ? undefined : before, nowSeconds));
    for (const oldest of this.#byName.keys()) {
      if (this.#byName.size <= mostAccounts) break;
      this.#byName.delete(oldest);
    }
  }

  succeeded(name: string): void {
    this.#byName.delete(name);
  }
}

const byFolder = new Map<string, LoginDelays>();

/** Wikis that share their accounts share what was guessed at them. */
export function loginDelaysAt(userDirectory: string): LoginDelays {
  const known = byFolder.get(userDirectory) ?? new LoginDelays();
  byFolder.set(userDirectory, known);
  return known;
}

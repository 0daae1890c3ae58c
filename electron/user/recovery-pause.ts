/** Seconds between two mails to one account. */
const pauseSeconds = 300;
const mostAccounts = 10_000;

/**
 * Keeps anybody from filling a mailbox, and from making the link in it useless, by asking again and again. In memory,
 * bounded; a restart forgets.
 */
export class RecoveryPause {
  readonly #mailed = new Map<string, number>();

  /** Whether a mail may go to this account now; says yes once in a while. */
  begin(id: string, nowSeconds: number): boolean {
    if (nowSeconds - (this.#mailed.get(id) ?? -Infinity) < pauseSeconds) return false;
    this.#mailed.delete(id);
    this.#mailed.set(id, nowSeconds);
    const oldest = this.#mailed.keys().next();
    if (this.#mailed.size > mostAccounts && oldest.done !== true) this.#mailed.delete(oldest.value);
    return true;
  }

  /** The mail was not sent after all. */
  cancel(id: string): void {
    this.#mailed.delete(id);
  }
}

import { createHmac, randomBytes } from 'node:crypto';

const mostKept = 200;

/**
 * Credentials that were right a moment ago, so that HTTP Basic does not compute a slow hash with every request.
 *
 * Keeps digests under a secret of its own, never a password; a changed stored hash makes them worthless. Bounded: what
 * was not used for longest goes first.
 */
export class VerifiedCredentials {
  readonly #secret = randomBytes(32);
  readonly #known = new Set<string>();

  /** Whether exactly this password was found right for exactly this stored hash. */
  has(stored: string, password: string): boolean {
    const digest = this.#digest(stored, password);
    if (!this.#known.delete(digest)) return false;
    this.#known.add(digest);
    return true;
  }

  add(stored: string, password: string): void {
    this.#known.add(this.#digest(stored, password));
    const [oldest] = this.#known;
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
  }

  #digest(stored: string, password: string): string {
    return createHmac('sha256', this.#secret)
      .update(`${String(stored.length)}:${stored}${password}`)
      .digest('base64');
  }
}

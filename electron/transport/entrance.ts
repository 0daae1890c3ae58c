import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Who may come in: a token that works once is exchanged for a cookie that works for this run.
 *
 * The token stands in the address that is printed; afterwards it is worthless, so neither the browser's history nor a
 * referrer gives anything away. Cookies don't tell ports apart, hence the port in the name.
 */
export class Entrance {
  readonly url: string;
  readonly #hosts: ReadonlySet<string>;
  readonly #cookieName: string;
  readonly #cookieValue: string;
  #token: string | null;

  constructor(port: number, randomBytes: (size: number) => Uint8Array) {
    const secret = (): string => Buffer.from(randomBytes(32)).toString('base64url');
    this.#token = secret();
    this.#cookieValue = secret();
    this.#cookieName = `croft-manage-${port}`;
    this.#hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
    this.url = `http://127.0.0.1:${port}/?token=${this.#token}`;
  }

  /** Whether a Host header names this server; keeps rebound DNS names out. */
  isOwnHost(host: string | undefined): boolean {
    return host !== undefined && this.#hosts.has(host.toLowerCase());
  }

  /** The Set-Cookie value for the right token, the first time; else null. */
  exchange(token: string): string | null {
    if (this.#token === null || !isSame(token, this.#token)) return null;
    this.#token = null;
    return `${this.#cookieName}=${this.#cookieValue}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a Cookie header carries this run's cookie. */
  isInside(header: string | undefined): boolean {
    const pairs = (header ?? '').split(';').map((pair) => pair.trim());
    const prefix = `${this.#cookieName}=`;
    return pairs.some(
      (pair) => pair.startsWith(prefix) && isSame(pair.slice(prefix.length), this.#cookieValue),
    );
  }
}

/** Compares without telling by its time how much was right. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

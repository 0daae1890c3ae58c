import { randomBytes } from 'node:crypto';
import type { HandoffDesk } from '../wiki/wiki.ts';

const validMs = 60_000;

interface Waiting {
  readonly setCookie: readonly string[];
  readonly landingPage: string | null;
  readonly untilMs: number;
}

/** Single-use codes for prepared sessions (DECISIONS 13): a sid never stands in a URL or in the managing page. */
export class Handoffs implements HandoffDesk {
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly nowMs: () => number) {}

  offer(setCookie: readonly string[], landingPage: string | null): string {
    const now = this.nowMs();
    for (const [code, entry] of this.waiting) if (entry.untilMs < now) this.waiting.delete(code);
    const code = randomBytes(24).toString('base64url');
    this.waiting.set(code, { setCookie, landingPage, untilMs: now + validMs });
    return code;
  }

  async take(
    code: string,
  ): Promise<{ readonly setCookie: readonly string[]; readonly landingPage: string | null } | null> {
    const entry = this.waiting.get(code);
    this.waiting.delete(code);
    return entry && entry.untilMs >= this.nowMs()
      ? { setCookie: entry.setCookie, landingPage: entry.landingPage }
      : null;
  }
}

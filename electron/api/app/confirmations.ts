import path from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import type { DesktopPort, NativeQuestion } from '../desktop-port.ts';

/** How long a typed answer waits for its request to come again. */
const typedLastsMs = 60_000;

/**
 * What a person must confirm outside the page that asks for it, so that a page which was taken over gains nothing: running
 * a farm's own programs, writing a backup to or restoring one from a path that was only typed.
 *
 * On the desktop the main process asks in a dialog of the system. Headless there is none: the request is refused with
 * `needs-confirmation`, the person types the name of what it is about (`program:confirm`), and the same request, sent again
 * within a minute, goes through once.
 */
export class Confirmations {
  private readonly chosen = new Set<string>();
  private waiting: { readonly key: string; readonly word: string } | null = null;
  private typed: { readonly key: string; readonly untilMs: number } | null = null;

  constructor(
    private readonly desktop: Pick<DesktopPort, 'confirm'> | null,
    private readonly nowMs: () => number,
  ) {}

  /** The system's dialog gave this path: the person has pointed at it. */
  chose(place: string): void {
    this.chosen.add(path.resolve(place));
  }

  async ask(question: NativeQuestion): Promise<Result<null>> {
    const key = JSON.stringify(question);
    if (question.kind !== 'trust' && question.paths.every((place) => this.chosen.has(place))) return ok(null);
    if (this.desktop !== null) return (await this.desktop.confirm(question)) ? ok(null) : notConfirmed;
    if (this.typed?.key === key && this.nowMs() <= this.typed.untilMs) {
      this.typed = null;
      return ok(null);
    }
    const word = path.basename(question.paths.at(-1) ?? '');
    this.waiting = { key, word };
    return fail({
      code: 'needs-confirmation',
      message: sentence(`confirm.${question.kind}`, { paths: [...question.paths] }),
      hint: sentence('confirm.typeIt', { word }),
    });
  }

  /** What the person typed headless. */
  type(word: string): Result<null> {
    const asked = this.waiting;
    if (asked === null || word.trim() !== asked.word)
      return fail({ code: 'bad-argument', message: sentence('confirm.otherWord') });
    this.waiting = null;
    this.typed = { key: asked.key, untilMs: this.nowMs() + typedLastsMs };
    return ok(null);
  }
}

const notConfirmed = fail({ code: 'cancelled' as const, message: sentence('confirm.refused') });

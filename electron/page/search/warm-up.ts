import { guarded } from '../../base/guard.ts';
import type { PageSearch } from './page-search.ts';

/** How long other work may have to wait for one slice, and how long it then has for itself; in milliseconds. */
export interface WarmUpPace {
  readonly sliceMs: number;
  readonly pauseMs: number;
}

const calm: WarmUpPace = { sliceMs: 10, pauseMs: 15 };

interface Waiting {
  steps: Iterator<void>;
  readonly onProblem: (error: unknown) => void;
}

/**
 * Reads pages of wikis in the background, a slice at a time, so that no request pays for the first search or list; and
 * again when everything of a wiki may have changed behind our back. Single changes need nothing: the next search reads
 * those few.
 *
 * The wikis of a farm wait in one line: each with a timer of its own, five hundred would take the whole process. Nothing
 * is read before `begin`, so that opening a farm does not wait for it. Never keeps a process alive; a page that can't be
 * read is left to whoever asks for it.
 */
export class WarmUps {
  private readonly waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | null = null;
  private begun = false;

  constructor(private readonly pace: WarmUpPace = calm) {}

  begin(): void {
    this.begun = true;
    this.next();
  }

  /** Puts a wiki at the end of the line. Returns what takes it out. */
  add(search: PageSearch, onProblem: (error: unknown) => void): () => void {
    const one: Waiting = { steps: stepsOf(search), onProblem };
    this.line(one);
    const dispose = search.onForgotten(() => {
      one.steps = stepsOf(search);
      this.line(one);
    });
    return () => {
      dispose();
      this.leave(one);
    };
  }

  private line(one: Waiting): void {
    if (!this.waiting.includes(one)) this.waiting.push(one);
    this.next();
  }

  private leave(one: Waiting): void {
    const at = this.waiting.indexOf(one);
    if (at >= 0) this.waiting.splice(at, 1);
    if (this.waiting.length > 0 || this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
  }

  private next(): void {
    if (this.begun && this.waiting.length > 0)
      this.timer ??= setTimeout(
        guarded('search: reading ahead', () => this.slice()),
        this.pace.pauseMs,
      ).unref();
  }

  private slice(): void {
    this.timer = null;
    const end = performance.now() + this.pace.sliceMs;
    let [first] = this.waiting;
    while (first !== undefined && performance.now() < end) {
      if (this.isDone(first)) this.leave(first);
      [first] = this.waiting;
    }
    this.next();
  }

  private isDone(one: Waiting): boolean {
    try {
      return one.steps.next().done === true;
    } catch (error) {
      one.onProblem(error);
      return true;
    }
  }
}

const stepsOf = (search: PageSearch): Iterator<void> => search.prepare()[Symbol.iterator]();

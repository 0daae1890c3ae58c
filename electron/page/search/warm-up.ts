import type { PageSearch } from './page-search.ts';

/** How long other work may have to wait for one slice, and how long it then has for itself; in milliseconds. */
export interface WarmUpPace {
  readonly sliceMs: number;
  readonly pauseMs: number;
}

const calm: WarmUpPace = { sliceMs: 10, pauseMs: 15 };

/**
 * Reads a wiki's pages in the background, a slice at a time, so that no request pays for the first search or list; and
 * again when everything may have changed behind our back. Single changes need nothing: the next search reads those few.
 *
 * Never keeps a process alive. Returns what stops it; a page that can't be read is left to whoever asks for it.
 */
export function warmUp(
  search: PageSearch,
  onProblem: (error: unknown) => void,
  pace: WarmUpPace = calm,
): () => void {
  let timer: NodeJS.Timeout | null = null;
  let steps: Iterator<void> = search.prepare()[Symbol.iterator]();
  const slice = (): void => {
    timer = null;
    try {
      const end = performance.now() + pace.sliceMs;
      while (performance.now() < end) if (steps.next().done === true) return;
    } catch (error) {
      onProblem(error);
      return;
    }
    next();
  };
  const next = (): void => {
    timer ??= setTimeout(slice, pace.pauseMs).unref();
  };
  const dispose = search.onForgotten(() => {
    steps = search.prepare()[Symbol.iterator]();
    next();
  });
  next();
  return () => {
    dispose();
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
}

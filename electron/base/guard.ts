/**
 * What runs by itself (a listener, a timer, a loop, a promise that nobody awaits) has no caller to throw to: its exception
 * would end the process, and with it every wiki. Here it is caught, told and contained.
 *
 * oxlint's `no-floating-promises` holds that no promise runs by itself unseen.
 */

/** Told of what failed by itself: `what` names the work, for the log (`http: a request`). */
export type TellFault = (what: string, error: unknown) => void;

const tellers = new Set<TellFault>();

/** The logs of this process say here that they want to be told. Answers the function that takes one out again. */
export function onFault(tell: TellFault): () => void {
  tellers.add(tell);
  return () => void tellers.delete(tell);
}

/** Tells every log of this process; standard error when there is none, or when a log fails itself. Never throws. */
export function reportFault(what: string, error: unknown): void {
  let told = false;
  for (const tell of tellers) {
    try {
      tell(what, error);
      told = true;
    } catch (second) {
      lastWord(what, second);
    }
  }
  if (!told) lastWord(what, error);
}

function lastWord(what: string, error: unknown): void {
  try {
    process.stderr.write(`${what}: ${stackOf(error)}\n`);
  } catch {
    // Nobody is left who could be told.
  }
}

/** The stack of whatever was thrown, else its text. */
export const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** For whatever calls back: the listener, with what it throws (or rejects with) told instead of thrown. */
export function guarded<A extends readonly unknown[]>(
  what: string,
  listener: (...args: A) => unknown,
): (...args: A) => void {
  return (...args) => {
    try {
      const outcome = listener(...args);
      if (outcome instanceof Promise) outcome.catch((error: unknown) => reportFault(what, error));
    } catch (error) {
      reportFault(what, error);
    }
  };
}

/** Tells every listener of ours; one that throws disturbs neither the others nor who tells. */
export function tellAll<A extends readonly unknown[]>(
  what: string,
  listeners: Iterable<(...args: A) => unknown>,
  ...args: A
): void {
  for (const listener of [...listeners]) guarded(what, listener)(...args);
}

/**
 * The last net of a process: what came past every guard is told, and the rest goes on. A process that serves wikis must
 * not die of one of them.
 */
export function spreadLastNet(): void {
  const report = (error: unknown): void => reportFault('caught by the last net', error);
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}

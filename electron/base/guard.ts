/**
 * What runs by itself (a listener, a timer, a loop, a promise that nobody awaits) has no caller to throw to: its exception
 * would end the process, and with it every wiki. Here it is caught, told and contained.
 *
 * `build/check-listeners.mjs` and oxlint's `no-floating-promises` hold that nothing runs by itself without one of these.
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
  return caughtBy((error) => reportFault(what, error), listener);
}

/** As `guarded`, where somebody waits for the outcome: what the listener throws goes to `caught`, a `reject` as a rule. */
export function caughtBy<A extends readonly unknown[]>(
  caught: (error: unknown) => void,
  listener: (...args: A) => unknown,
): (...args: A) => void {
  return (...args) => {
    try {
      const outcome = listener(...args);
      if (outcome instanceof Promise) outcome.catch(caught);
    } catch (error) {
      caught(error);
    }
  };
}

/** Begins work that nobody awaits. */
export function inBackground(what: string, work: () => unknown): void {
  guarded(what, work)();
}

/** Tells every listener of ours; one that throws disturbs neither the others nor who tells. */
export function tellAll<A extends readonly unknown[]>(
  what: string,
  listeners: Iterable<(...args: A) => unknown>,
  ...args: A
): void {
  for (const listener of [...listeners]) guarded(what, listener)(...args);
}

interface Emitter<E> {
  on(event: 'error', listener: (error: E) => void): unknown;
}

/**
 * A server, socket, stream, child process or watcher with its `error` listener, without which its first error ends the
 * process. Made and heard in one expression, so that no moment lies between.
 */
export function heard<T extends Emitter<Error>>(
  emitter: T,
  onError: (error: NodeJS.ErrnoException) => unknown,
): T {
  emitter.on('error', guarded('an error listener', onError));
  return emitter;
}

/** For `heard`: whoever reads or awaits this gets the error another way (`pipeline`, `for await`, a `close`). */
export const toldElsewhere = (): void => undefined;

/**
 * The last net of a process: what came past every guard is told, and the rest goes on. A process that serves wikis must
 * not die of one of them.
 */
export function spreadLastNet(): void {
  const report = (error: unknown): void => reportFault('caught by the last net', error);
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}

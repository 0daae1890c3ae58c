import { guarded } from '../base/guard.ts';
/** Once a minute is often enough: nothing that people see changes by the second without an event. */
const everyMs = 60_000;
/** A network's time service moves a clock by less than this. */
const jumpMs = 5_000;

export interface ClockParts {
  /** The clock on the wall, which is set, and which goes on while the machine sleeps. */
  readonly nowMs: () => number;
  /** One that nobody sets. */
  readonly steadyMs: () => number;
  /** A minute went by. `jumped`: by the clock on the wall it was another span: the machine slept, or the clock was set. */
  readonly onMinute: (jumped: boolean) => void;
}

/** Follows the time of day. Answers the function that stops it. */
export function watchClock({ nowMs, steadyMs, onMinute }: ClockParts): () => void {
  let apart = nowMs() - steadyMs();
  const timer = setInterval(
    guarded('clock: a minute', () => {
      const now = nowMs() - steadyMs();
      const jumped = Math.abs(now - apart) > jumpMs;
      apart = now;
      onMinute(jumped);
    }),
    everyMs,
  );
  timer.unref();
  return () => clearInterval(timer);
}

import { guarded } from '../base/guard.ts';
export interface HeartbeatTimes {
  /** How long a process may be left alone. */
  readonly everyMs: number;
  /** How long it may take to say that it lives. */
  readonly patienceMs: number;
}

export interface HeartbeatParts extends HeartbeatTimes {
  readonly ping: () => void;
  /** Called once; nothing is asked after that. */
  readonly onSilent: () => void;
}

/** A timer that comes this much too late says that this process slept, or the whole machine did. */
const lateMs = 1_000;

/**
 * Finds out that another process hangs: it is asked now and then, and at once when something waits for it.
 *
 * Time during which this process itself did not run (sleep, a stopped debugger) is nobody's silence.
 */
export class Heartbeat {
  readonly #parts: HeartbeatParts;
  #timer: NodeJS.Timeout | null = null;
  #asked = false;
  #stopped = false;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
    this.#rest();
  }

  /** Something waits for the process longer than usual: ask now. */
  hurry(): void {
    if (!this.#stopped && !this.#asked) this.#ask();
  }

  /** The process answered. */
  heard(): void {
    if (this.#stopped || !this.#asked) return;
    this.#asked = false;
    this.#rest();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #rest(): void {
    this.#wait(this.#parts.everyMs, () => this.#ask());
  }

  #ask(): void {
    this.#asked = true;
    const due = performance.now() + this.#parts.patienceMs;
    this.#parts.ping();
    this.#wait(this.#parts.patienceMs, () => {
      if (performance.now() - due > lateMs) return this.#ask();
      this.stop();
      this.#parts.onSilent();
    });
  }

  #wait(afterMs: number, then: () => void): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(guarded('heartbeat', then), afterMs);
    this.#timer.unref();
  }
}

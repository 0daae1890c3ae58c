import { guarded } from '../base/guard.ts';
/** How long work goes on: one line on standard error that is written over, or now and then a line where that can't be. */
export class ProgressLine {
  private lastMs = 0;
  private shown = false;

  constructor(
    private readonly stream: NodeJS.WriteStream = process.stderr,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  show(text: string): void {
    const now = this.nowMs();
    if (now - this.lastMs < (this.stream.isTTY ? 100 : 5000)) return;
    this.lastMs = now;
    this.shown = true;
    this.stream.write(this.stream.isTTY ? `\r${text}\u001b[K` : `${text}\n`);
  }

  /** Takes the line away, so that what is printed next starts cleanly. */
  end(): void {
    if (this.shown && this.stream.isTTY) this.stream.write('\r\u001b[K');
  }
}

/** Ctrl+C and SIGTERM stop the work, which tidies up after itself; a second one stops the program. */
export function untilInterrupted(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = guarded('interrupt', () => controller.abort());
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, stop);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.removeListener(name, stop);
    },
  };
}

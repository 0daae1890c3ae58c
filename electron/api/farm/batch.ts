import { guarded } from '../../base/guard.ts';
/** Gathers items and hands them on together, at most once per interval; the first goes out after `intervalMs`. */
export class Batch<T> {
  private items: T[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly intervalMs: number,
    private readonly send: (items: readonly T[]) => void,
  ) {}

  add(items: readonly T[]): void {
    for (const item of items) this.items.push(item);
    this.timer ??= setTimeout(
      guarded('events: telling a batch', () => this.flush()),
      this.intervalMs,
    );
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.items = [];
  }

  private flush(): void {
    const items = this.items;
    this.items = [];
    this.timer = null;
    this.send(items);
  }
}

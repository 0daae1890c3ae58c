import { Session } from 'node:inspector/promises';

/** Counts the work of computations. */
export interface WorkCounter {
  readonly count: (work: () => Promise<unknown>) => Promise<number>;
  readonly stop: () => Promise<void>;
}

/**
 * Counts what code of some folders does instead of how long it takes, so that the answer is the same on every machine: blocks
 * that run (counted by V8), characters that built-in functions look through, and elements that they copy.
 */
export async function startCounting(rooms: readonly string[]): Promise<WorkCounter> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  /** Blocks that ran since the last question. */
  const takeBlocks = async (): Promise<number> => {
    const { result } = await session.post('Profiler.takePreciseCoverage');
    let blocks = 0;
    for (const script of result)
      if (rooms.some((room) => script.url.includes(room)))
        for (const { ranges } of script.functions) for (const { count } of ranges) blocks += count;
    return blocks;
  };
  return {
    async count(work) {
      const scans = countScans();
      scans.start();
      try {
        await work();
      } finally {
        scans.stop();
      }
      return scans.scanned() + (await takeBlocks());
    },
    async stop() {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}

/** Functions whose time grows with what they look through or copy, and how much that is. */
const scanning = [
  [String.prototype, 'indexOf', (self, [, from], result) => distance(self, from, result)],
  [String.prototype, 'includes', (self) => lengthOf(self)],
  [String.prototype, 'split', (self) => lengthOf(self)],
  [String.prototype, 'replaceAll', (self) => lengthOf(self)],
  [String.prototype, 'replace', (self) => lengthOf(self)],
  [String.prototype, 'trim', (self, _given, result) => lengthOf(self) - lengthOf(result)],
  [Array.prototype, 'slice', (_self, _given, result) => lengthOf(result)],
  // What is behind the place moves.
  [
    Array.prototype,
    'splice',
    (self, [from], result) => lengthOf(result) + lengthOf(self) - Math.min(Number(from), lengthOf(self)),
  ],
  [Array.prototype, 'indexOf', (self, _given, result) => distance(self, 0, result)],
  [Array.prototype, 'lastIndexOf', (self, _given, result) => lengthOf(self) - Number(result)],
  [Array.prototype, 'includes', (self) => lengthOf(self)],
  [Array.prototype, 'join', (self) => lengthOf(self)],
] as const satisfies readonly (readonly [object, string, Cost])[];

type Cost = (self: unknown, given: readonly unknown[], result: unknown) => number;

function lengthOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 1;
}

function distance(self: unknown, from: unknown, result: unknown): number {
  const start = typeof from === 'number' ? Math.max(from, 0) : 0;
  return (
    (typeof result === 'number' && result >= 0 ? result + 1 : lengthOf(self)) -
    Math.min(start, lengthOf(self))
  );
}

function countScans(): { start: () => void; stop: () => void; scanned: () => number } {
  const originals: (() => void)[] = [];
  let scanned = 0;
  return {
    start() {
      for (const [holder, name, cost] of scanning) {
        const original = Reflect.get(holder, name) as (...given: readonly unknown[]) => unknown;
        const counting = function (this: unknown, ...given: readonly unknown[]): unknown {
          const result = Reflect.apply(original, this, given);
          scanned += 1 + cost(this, given, result);
          return result;
        };
        Reflect.set(holder, name, counting);
        originals.push(() => Reflect.set(holder, name, original));
      }
    },
    stop() {
      for (const restore of originals.splice(0)) restore();
    },
    scanned: () => scanned,
  };
}

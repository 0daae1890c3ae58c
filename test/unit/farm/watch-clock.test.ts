import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchClock } from '../../../electron/farm/watch-clock.ts';

let wallMs: number;
let steadyMs: number;
let minutes: boolean[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  wallMs = Date.parse('2026-11-22T10:00:00Z');
  steadyMs = 1000;
  minutes = [];
  stop = watchClock({
    nowMs: () => wallMs,
    steadyMs: () => steadyMs,
    onMinute: (jumped) => minutes.push(jumped),
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** A minute by the timer, with the two clocks moved as a test says. */
function minute({ wall, steady }: { readonly wall: number; readonly steady: number }): void {
  wallMs += wall;
  steadyMs += steady;
  vi.advanceTimersByTime(60_000);
}

test('ordinary minutes, late ones and corrections by a time service are no jumps', () => {
  minute({ wall: 60_000, steady: 60_000 });
  minute({ wall: 75_000, steady: 75_000 });
  minute({ wall: 60_900, steady: 60_000 });
  expect(minutes).toEqual([false, false, false]);
});

test.each([
  ['set forward', 3_600_000],
  ['set back', -3_600_000],
  ['that went on while the machine slept', 8 * 3_600_000],
])('a clock %s is one jump', (_what, byMs) => {
  minute({ wall: 60_000 + byMs, steady: 60_000 });
  minute({ wall: 60_000, steady: 60_000 });
  expect(minutes).toEqual([true, false]);
});

test('nothing is told after the end', () => {
  stop();
  minute({ wall: 3_600_000, steady: 60_000 });
  expect(minutes).toEqual([]);
});

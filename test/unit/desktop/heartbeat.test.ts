import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Heartbeat } from '../../../electron/desktop/heartbeat.ts';

let heartbeat: Heartbeat;
let pings: number;
let silences: number;

beforeEach(() => {
  vi.useFakeTimers();
  pings = 0;
  silences = 0;
  heartbeat = new Heartbeat({
    everyMs: 60_000,
    patienceMs: 15_000,
    ping: () => pings++,
    onSilent: () => silences++,
  });
});
afterEach(() => {
  heartbeat.stop();
  vi.useRealTimers();
});

describe('a process at rest', () => {
  test('is asked once a minute and otherwise left alone', () => {
    for (let minute = 0; minute < 10; minute += 1) {
      vi.advanceTimersByTime(60_000);
      heartbeat.heard();
    }
    expect(pings).toBe(10);
    expect(silences).toBe(0);
  });

  test('that does not answer is silent once', () => {
    vi.advanceTimersByTime(60_000 + 15_000);
    expect(silences).toBe(1);
    vi.advanceTimersByTime(600_000);
    expect({ pings, silences }).toEqual({ pings: 1, silences: 1 });
  });
});

test('whoever waits has it asked at once, and once', () => {
  heartbeat.hurry();
  heartbeat.hurry();
  expect(pings).toBe(1);
  vi.advanceTimersByTime(15_000);
  expect(silences).toBe(1);
});

test('time that the machine slept is nobody’s silence', () => {
  heartbeat.hurry();
  const now = performance.now();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(now + 8 * 3_600_000);
  vi.advanceTimersByTime(15_000);
  expect({ pings, silences }).toEqual({ pings: 2, silences: 0 });
  clock.mockRestore();
  heartbeat.heard();
  vi.advanceTimersByTime(15_000);
  expect(silences).toBe(0);
});

test('nothing is asked after the end', () => {
  heartbeat.stop();
  heartbeat.hurry();
  vi.advanceTimersByTime(600_000);
  expect(pings).toBe(0);
});

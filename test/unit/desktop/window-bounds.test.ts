import { expect, test } from 'vitest';
import { placeWindow } from '../../../electron/desktop/window-bounds.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 1920, height: 1080 };

test('the first window stands in the middle of the primary screen', () => {
  expect(placeWindow(null, [beside, laptop])).toEqual({ x: 1800, y: 140, width: 1200, height: 800 });
});

test('a window comes back where it was, also on a second screen and partly off it', () => {
  const saved = { x: 1500, y: 40, width: 900, height: 700 };
  expect(placeWindow(saved, [laptop, beside])).toEqual(saved);
  const halfOff = { x: -700, y: 100, width: 900, height: 700 };
  expect(placeWindow(halfOff, [laptop])).toEqual(halfOff);
});

test('a window on a screen that was taken away comes to the one that is there', () => {
  const saved = { x: 1500, y: 40, width: 900, height: 700 };
  expect(placeWindow(saved, [laptop])).toEqual({ x: 120, y: 62, width: 1200, height: 800 });
});

test('a window whose title bar is out of reach comes back into view', () => {
  expect(placeWindow({ x: 100, y: -300, width: 900, height: 700 }, [laptop]).y).toBeGreaterThanOrEqual(
    laptop.y,
  );
  expect(placeWindow({ x: 1400, y: 100, width: 900, height: 700 }, [laptop]).x).toBeLessThan(1400);
});

test('a small screen gets a window that fits, a shrunken window its smallest size', () => {
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toMatchObject({
    width: 1024,
    height: 600,
  });
  expect(placeWindow({ x: 10, y: 30, width: 1, height: 1 }, [laptop])).toMatchObject({
    width: 640,
    height: 480,
  });
  expect(placeWindow(null, [])).toMatchObject({ width: 1200, height: 800 });
});

import { expect, test } from 'vitest';
import { meaningOfClosing, meaningOfQuitting, type ClosingFacts } from '../../../electron/desktop/closing.ts';

const facts: ClosingFacts = {
  platform: 'linux',
  otherWindows: false,
  running: 3,
  keepInTray: false,
  trayIsShown: false,
  confirmQuit: true,
};

test.each([
  ['would stop wikis: it is asked', {}, 'ask'],
  ['stops nothing', { running: 0 }, 'quit'],
  ['is not asked any more', { confirmQuit: false }, 'quit'],
  ['goes to the tray', { keepInTray: true, trayIsShown: true }, 'stay'],
  ['would go to a tray that is not there', { keepInTray: true }, 'ask'],
  ['leaves an identity window', { otherWindows: true }, 'close'],
  ['on a Mac closes the window alone', { platform: 'darwin' }, 'close'],
  ['on Windows is as here', { platform: 'win32' }, 'ask'],
] satisfies [string, Partial<ClosingFacts>, string][])(
  'closing the last window %s',
  (_what, changes, meaning) => expect(meaningOfClosing({ ...facts, ...changes })).toBe(meaning),
);

test('quitting is asked about only while wikis run, and until a person had enough of it', () => {
  expect(meaningOfQuitting({ running: 1, confirmQuit: true })).toBe('ask');
  expect(meaningOfQuitting({ running: 0, confirmQuit: true })).toBe('quit');
  expect(meaningOfQuitting({ running: 1, confirmQuit: false })).toBe('quit');
});

import { failed, usage, type Outcome } from './output.ts';

/** The installed `croft` hands this word to the desktop program itself; only without a screen does it arrive here. */
export async function openCommand(words: readonly string[]): Promise<Outcome> {
  const farm = words.find((word) => !word.startsWith('--'));
  if (farm === undefined) return usage('name the farm to open');
  return failed({
    code: 'unsupported',
    message: 'There is no screen to open a window on.',
    hint: `Run “croft serve ${farm}” and open the address it prints in a browser; from a checkout, “npm start -- ${farm}” opens the window.`,
  });
}

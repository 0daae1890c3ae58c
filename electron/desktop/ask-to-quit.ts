import { dialog, type BrowserWindow } from 'electron';
import type { DesktopTexts } from './texts/texts.ts';

export interface QuitAnswer {
  readonly quit: boolean;
  readonly askAgain: boolean;
}

/** Says what stops. Cancel is what Enter and Escape choose; the toolkit orders the buttons as its platform does. */
export async function askToQuit(
  parent: BrowserWindow | null,
  running: number,
  words: DesktopTexts,
): Promise<QuitAnswer> {
  const question = {
    type: 'question' as const,
    title: 'Croft',
    message: words.quitQuestion,
    detail: words.quitConsequence(running),
    buttons: [words.quitButton, words.cancel],
    defaultId: 1,
    cancelId: 1,
    checkboxLabel: words.doNotAsk,
  };
  const { response, checkboxChecked } = await (parent === null
    ? dialog.showMessageBox(question)
    : dialog.showMessageBox(parent, question));
  const quit = response === 0;
  // "Don't ask again" with Cancel would be a promise about the other button.
  return { quit, askAgain: !(quit && checkboxChecked) };
}

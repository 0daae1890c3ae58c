import { guarded } from '../base/guard.ts';
import { Menu, type BaseWindow, type MenuItemConstructorOptions } from 'electron';

/**
 * Gives one window a menu of its own. On macOS there is one menu bar for all, which changes with the window in front.
 *
 * Answers how to put it up anew, for another language.
 */
export function giveMenu(window: BaseWindow, template: () => MenuItemConstructorOptions[]): () => void {
  if (process.platform !== 'darwin') {
    const put = (): void => window.setMenu(Menu.buildFromTemplate(template()));
    put();
    return put;
  }
  let others: Menu | null = null;
  const put = (): void => Menu.setApplicationMenu(Menu.buildFromTemplate(template()));
  window.on(
    'focus',
    guarded('desktop: focus', () => {
      others = Menu.getApplicationMenu();
      put();
    }),
  );
  const restore = (): void => {
    if (others !== null) Menu.setApplicationMenu(others);
    others = null;
  };
  window.on('blur', guarded('desktop: blur', restore));
  window.on('closed', guarded('desktop: closed', restore));
  return () => {
    if (window.isFocused()) put();
  };
}

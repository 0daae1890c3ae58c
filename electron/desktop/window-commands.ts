import type { BrowserWindow } from 'electron';
import { guarded } from '../base/guard.ts';
import type { WindowCommand } from '../../shared/contract/app.ts';
import { showWindow } from './menu.ts';

/**
 * Brings commands to the window: opens it if it is closed, waits until its page is there, then tells it.
 *
 * The preload keeps what arrives before the page listens.
 */
export class WindowCommands {
  readonly #openWindow: () => BrowserWindow;
  readonly #emit: (command: WindowCommand) => void;

  /** `openWindow` answers the window that is there, or a new one. */
  constructor(openWindow: () => BrowserWindow, emit: (command: WindowCommand) => void) {
    this.#openWindow = openWindow;
    this.#emit = emit;
  }

  /** Null = only show the window. */
  invoke(command: WindowCommand | null): void {
    const window = this.#openWindow();
    showWindow(window);
    if (command === null) return;
    const { webContents } = window;
    // What `isLoading` speaks of ends with `did-stop-loading`; `did-finish-load` may have been told before that.
    if (webContents.isLoading())
      webContents.once(
        'did-stop-loading',
        guarded('desktop: did-stop-loading', () => this.#emit(command)),
      );
    else this.#emit(command);
  }
}

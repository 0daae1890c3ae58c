import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { clipboard, dialog, nativeTheme, shell, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { DesktopPort, IdentityWindows } from '../api/desktop-port.ts';
import { openExternally } from './open-external.ts';

/** The desktop as the api sees it. `window` is the main window, or null while it is closed. */
export function desktopPort(
  window: () => BrowserWindow | null,
  identityWindows: IdentityWindows,
): DesktopPort {
  return {
    async chooseFolder(purpose) {
      const options: OpenDialogOptions = {
        properties: purpose === 'create' ? ['openDirectory', 'createDirectory'] : ['openDirectory'],
      };
      const parent = window();
      const { canceled, filePaths } = await (parent === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options));
      return canceled ? null : (filePaths[0] ?? null);
    },
    async revealFolder(directory) {
      await shell.openPath(directory);
    },
    openFile: openInEditor,
    openExternally,
    copyText: (text) => {
      void clipboard.writeText(text);
    },
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    identityWindows,
  };
}

const run = promisify(execFile);

/**
 * Opens a configuration file as text. Never by "its" program where that program would be Python itself: a farm's code is not
 * executed (DESIGN §7).
 */
async function openInEditor(file: string): Promise<string | null> {
  try {
    if (process.platform === 'darwin') await run('open', ['-t', file]);
    else if (process.platform === 'win32') execFile('notepad.exe', [file]);
    else return (await shell.openPath(file)) || null;
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

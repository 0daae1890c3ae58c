import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  app,
  clipboard,
  dialog,
  nativeTheme,
  shell,
  type BrowserWindow,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import { heard, inBackground, reportFault } from '../base/guard.ts';
import type { DesktopPort, IdentityWindows, NativeQuestion } from '../api/desktop-port.ts';
import { openExternally } from './open-external.ts';
import type { DesktopTexts } from './texts/texts.ts';

/** The desktop as the api sees it. `window` is the main window, or null while it is closed. */
export function desktopPort(
  window: () => BrowserWindow | null,
  identityWindows: IdentityWindows,
  attention: Pick<DesktopPort, 'abilities' | 'notify'>,
  words: () => DesktopTexts,
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
    chooseFile: (purpose, suggestion) => chooseFile(window(), purpose, suggestion),
    confirm: (question) => confirm(window(), question, words()),
    async revealFolder(directory) {
      await shell.openPath(directory);
    },
    openFile: openInEditor,
    openExternally,
    copyText: (text) => {
      inBackground('copying', () => clipboard.writeText(text));
    },
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    identityWindows,
    ...attention,
  };
}

/** Cancel is what Enter and Escape choose. */
async function confirm(
  parent: BrowserWindow | null,
  { kind, paths }: NativeQuestion,
  words: DesktopTexts,
): Promise<boolean> {
  const { message, detail, button } = words.confirm[kind];
  const question = {
    type: 'warning' as const,
    title: 'Croft',
    message,
    detail: `${detail}\n\n${paths.join('\n')}`,
    buttons: [button, words.cancel],
    defaultId: 1,
    cancelId: 1,
  };
  const { response } = await (parent === null
    ? dialog.showMessageBox(question)
    : dialog.showMessageBox(parent, question));
  return response === 0;
}

const zipFiles = [{ name: 'ZIP', extensions: ['zip'] }];

/** A new folder is named like a new file: the dialog for folders can only choose one that is there. */
async function chooseFile(
  parent: BrowserWindow | null,
  purpose: Parameters<DesktopPort['chooseFile']>[0],
  suggestion: string,
): Promise<string | null> {
  if (purpose === 'open-zip') {
    const options: OpenDialogOptions = { properties: ['openFile'], filters: zipFiles };
    const { canceled, filePaths } = await (parent === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options));
    return canceled ? null : (filePaths[0] ?? null);
  }
  const options: SaveDialogOptions = {
    defaultPath: path.join(app.getPath('documents'), suggestion),
    // macOS and Windows ask by themselves whether a file may be replaced; what was answered here is not refused later.
    ...(purpose === 'save-zip'
      ? { filters: zipFiles, properties: ['showOverwriteConfirmation' as const] }
      : {}),
  };
  const { canceled, filePath } = await (parent === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(parent, options));
  return canceled || filePath === '' ? null : filePath;
}

const run = promisify(execFile);

/**
 * Opens a configuration file as text. Never by "its" program where that program would be Python itself: a farm's code is not
 * executed (DESIGN §7).
 */
async function openInEditor(file: string): Promise<string | null> {
  try {
    if (process.platform === 'darwin') await run('open', ['-t', file]);
    else if (process.platform === 'win32')
      heard(execFile('notepad.exe', [file]), (error) => reportFault('the editor', error));
    else return (await shell.openPath(file)) || null;
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

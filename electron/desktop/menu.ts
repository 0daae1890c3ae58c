import { app, Menu, type BaseWindow, type MenuItemConstructorOptions } from 'electron';
import type { WindowCommand } from '../../shared/contract/app.ts';
import type { DesktopTexts } from './texts/texts.ts';

export interface MenuParts {
  /** Asks the window to do something; opens it first if it is closed. */
  readonly invoke: (command: WindowCommand) => void;
  /** For the developer entries; an installed program has none. */
  readonly isPackaged: boolean;
  readonly words: DesktopTexts;
  /** A person wants to quit; they may be asked first. */
  readonly quit: () => void;
}

/** Puts the menu bar up; on macOS the program's own menu comes first, as people expect there. */
export function setUpMenu(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(parts, process.platform)));
}

/** The menu as plain data. Items carry ids, which tests click. */
export function menuTemplate(
  { invoke, isPackaged, words, quit: wishToQuit }: MenuParts,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const command = (id: string, label: string, accelerator: string, what: WindowCommand) => ({
    id,
    label,
    accelerator,
    click: () => invoke(what),
  });
  const settings = command('settings', words.settings, 'CmdOrCtrl+,', { kind: 'show-settings' });
  const about: MenuItemConstructorOptions = {
    id: 'about',
    label: words.about,
    click: () => invoke({ kind: 'show-about' }),
  };
  const help: MenuItemConstructorOptions[] = [
    command('guide', words.guide, 'F1', { kind: 'show-help' }),
    { id: 'tour', label: words.tour, click: () => invoke({ kind: 'show-tour' }) },
    ...(mac ? [] : ([{ type: 'separator' }, about] as const)),
  ];
  const quit: MenuItemConstructorOptions = {
    id: 'quit',
    label: words.quit,
    accelerator: 'CmdOrCtrl+Q',
    click: wishToQuit,
  };
  const programMenu: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      about,
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      quit,
    ],
  };
  const fileMenu: MenuItemConstructorOptions = {
    label: words.file,
    submenu: [
      command('open-farm', words.openFarm, 'CmdOrCtrl+O', { kind: 'open-farm' }),
      command('create-farm', words.createFarm, 'CmdOrCtrl+N', { kind: 'create-farm' }),
      ...(mac ? [] : ([{ type: 'separator' }, settings, { type: 'separator' }, quit] as const)),
    ],
  };
  const viewMenu: MenuItemConstructorOptions = {
    label: words.view,
    submenu: [
      command('palette', words.palette, 'CmdOrCtrl+K', { kind: 'show-palette' }),
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
  const developerMenu: MenuItemConstructorOptions = {
    label: words.developer,
    submenu: [{ role: 'reload' }, { role: 'toggleDevTools' }],
  };
  return [
    ...(mac ? [programMenu] : []),
    fileMenu,
    { role: 'editMenu', label: words.edit },
    viewMenu,
    { role: 'windowMenu', label: words.window },
    ...(isPackaged ? [] : [developerMenu]),
    { role: 'help', label: words.help, submenu: help },
  ];
}

/** Brings a window to the front wherever it was left. */
export function showWindow(window: BaseWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopTexts } from './texts/texts.ts';

/** What the menu of an identity window can do; all of it is in the bar as well. */
export interface IdentityActs {
  readonly go: (where: 'back' | 'forward' | 'reload') => void;
  readonly focusAddress: () => void;
  readonly showCookies: () => void;
  readonly switchPane: () => void;
  readonly openExternally: () => void;
  readonly close: () => void;
}

/** An identity window's menu bar as plain data: a browser's, and nothing of the program's. */
export function identityMenu(
  words: DesktopTexts,
  acts: IdentityActs,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const item = (id: string, label: string, accelerator: string, click: () => void) => ({
    id,
    label,
    accelerator,
    click,
  });
  return [
    ...(mac ? ([{ role: 'appMenu' }] as const) : []),
    {
      label: words.file,
      submenu: [
        item('open-externally', words.openExternally, 'CmdOrCtrl+Shift+B', acts.openExternally),
        { type: 'separator' },
        item('close-identity', words.closeIdentity, 'CmdOrCtrl+W', acts.close),
      ],
    },
    { role: 'editMenu', label: words.edit },
    {
      label: words.go,
      submenu: [
        item('back', words.back, mac ? 'Cmd+[' : 'Alt+Left', () => acts.go('back')),
        item('forward', words.forward, mac ? 'Cmd+]' : 'Alt+Right', () => acts.go('forward')),
        item('reload', words.reload, 'CmdOrCtrl+R', () => acts.go('reload')),
        { type: 'separator' },
        item('address', words.address, 'CmdOrCtrl+L', acts.focusAddress),
        item('who-am-i', words.whoAmI, 'CmdOrCtrl+I', acts.showCookies),
        item('other-pane', words.otherPane, 'F6', acts.switchPane),
      ],
    },
    { role: 'windowMenu', label: words.window },
  ];
}

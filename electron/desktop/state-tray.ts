import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Menu, nativeImage, Tray } from 'electron';
import { guarded } from '../base/guard.ts';
import type { FarmSummary } from '../../shared/contract/app.ts';
import type { DesktopTexts } from './texts/texts.ts';
import { trayMenu, type TrayActs } from './tray-menu.ts';

export interface StateTrayParts extends TrayActs {
  readonly icon: string;
  readonly farms: () => readonly FarmSummary[];
  readonly words: () => DesktopTexts;
}

/** The icon beside the clock. It is there only where the desktop shows one, so that nothing hides where nobody finds it. */
export class StateTray {
  readonly #parts: StateTrayParts;
  #tray: Tray | null = null;
  #asking: Promise<boolean> | null = null;

  constructor(parts: StateTrayParts) {
    this.#parts = parts;
  }

  /** Puts the icon up if there is a place for it; answers whether it is there. */
  show(): Promise<boolean> {
    if (this.#tray !== null) return Promise.resolve(true);
    this.#asking ??= desktopHasTray().then((has) => {
      this.#asking = null;
      if (has && this.#tray === null) this.#putUp();
      return has;
    });
    return this.#asking;
  }

  get isShown(): boolean {
    return this.#tray !== null;
  }

  /** A farm or the language changed. */
  refresh(): void {
    if (this.#tray === null) return;
    const { farms, words } = this.#parts;
    const menu = trayMenu(farms(), words(), this.#parts);
    this.#tray.setContextMenu(Menu.buildFromTemplate(menu));
    this.#tray.setToolTip(`Croft – ${menu[0]?.label ?? ''}`);
  }

  close(): void {
    this.#tray?.destroy();
    this.#tray = null;
  }

  #putUp(): void {
    const image = nativeImage.createFromPath(this.#parts.icon).resize({ height: iconHeight });
    this.#tray = new Tray(image);
    this.#tray.on(
      'click',
      guarded('desktop: click', () => this.#parts.invoke(null)),
    );
    this.refresh();
  }
}

/** In points; panels of other heights scale it. */
const iconHeight = process.platform === 'darwin' ? 18 : 22;

const run = promisify(execFile);
const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Windows and macOS always have a place for the icon. On Linux that is a program which some desktops lack; it has a name on
 * the session bus. Whoever can't ask for that has none.
 */
async function desktopHasTray(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const words = [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
  ];
  try {
    const question = ['org.freedesktop.DBus.NameHasOwner', `string:${watcher}`];
    const { stdout } = await run('dbus-send', [...words, ...question], { timeout: 2000 });
    return /boolean true/.test(stdout);
  } catch {
    return false; // no dbus-send, no bus, no answer: each means that nobody shows an icon
  }
}

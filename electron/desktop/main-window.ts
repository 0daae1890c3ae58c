import { BrowserWindow, screen } from 'electron';
import { guarded, inBackground } from '../base/guard.ts';
import { appOrigin } from './app-protocol.ts';
import { holdNavigation } from './navigation.ts';
import { placeWindow, smallestWindow, type WindowPlace } from './window-bounds.ts';

export interface MainWindowParts {
  readonly preload: string;
  readonly icon: string;
  readonly place: WindowPlace;
  /** Told the place when the window was moved, resized or closed. */
  readonly onPlaced: (place: WindowPlace) => void;
  /** A person closes it; false keeps it open. */
  readonly onClosing: () => boolean;
}

/** The wish that keeps a page powerless; the same for every view of ours (asserted by test/e2e/security.test.ts). */
export const safePreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
} as const;

/** Whether an address is one of our own pages, the only ones that see the bridge. */
export const isAppPage = (address: string): boolean =>
  URL.canParse(address) && new URL(address).protocol === 'app:' && new URL(address).host === 'croft';

/** Opens the program's window where it was left. */
export function openMainWindow(parts: MainWindowParts): BrowserWindow {
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(parts.place.bounds, areas),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Croft',
    icon: parts.icon,
    show: false,
    webPreferences: { ...safePreferences, preload: parts.preload, spellcheck: false },
  });
  if (parts.place.maximized) window.maximize();
  holdNavigation(window.webContents, isAppPage);
  window.on(
    'close',
    guarded('desktop: close', (event) => {
      if (!parts.onClosing()) event.preventDefault();
    }),
  );
  rememberPlace(window, parts.onPlaced);
  window.once(
    'ready-to-show',
    guarded('desktop: ready-to-show', () => window.show()),
  );
  inBackground('window: loading', () => window.loadURL(`${appOrigin}/index.html`));
  return window;
}

/** Where a window stands, or would stand if it were not maximised. */
export const placeOf = (window: BrowserWindow): WindowPlace => ({
  bounds: window.getNormalBounds(),
  maximized: window.isMaximized(),
});

const settleMs = 500;

/** Moving a window fires dozens of events a second; the place is told once it rests, and at closing. */
function rememberPlace(window: BrowserWindow, tell: (place: WindowPlace) => void): void {
  let timer: NodeJS.Timeout | null = null;
  const now = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    tell(placeOf(window));
  };
  const soon = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(guarded('window: keeping its place', now), settleMs);
  };
  window.on('resize', guarded('desktop: resize', soon));
  window.on('move', guarded('desktop: move', soon));
  window.on('close', guarded('desktop: close', now));
}

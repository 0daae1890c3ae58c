import { guarded, inBackground } from '../base/guard.ts';
import { readFile } from '../base/file-system.ts';
import { app, BaseWindow, ipcMain, net, Notification, powerMonitor, type BrowserWindow } from 'electron';
import { createAppApi, type AppApi } from '../api/app-api.ts';
import type { Settings, WindowCommand } from '../../shared/contract/app.ts';
import type { AppError } from '../../shared/result.ts';
import { serveOverIpc } from '../transport/electron-ipc.ts';
import type { LogLine } from '../transport/served-api.ts';
import { askToQuit } from './ask-to-quit.ts';
import { meaningOfClosing, meaningOfQuitting } from './closing.ts';
import { desktopPort } from './desktop-port.ts';
import { farmProcesses } from './farm-process.ts';
import { forkFarmHost } from './fork-farm-host.ts';
import { identityWindows } from './identity-windows.ts';
import { isAppPage, openMainWindow, placeOf } from './main-window.ts';
import { setUpMenu } from './menu.ts';
import { notify } from './notifications.ts';
import { bundled, type PersonalPlaces } from './places.ts';
import { openSettingsFile } from './settings-file.ts';
import { StateTray } from './state-tray.ts';
import { texts, type DesktopTexts } from './texts/texts.ts';
import { runningWikis } from './tray-menu.ts';
import { WindowCommands } from './window-commands.ts';

export interface Desktop {
  /** What a menu, a link or a second start asks; null = only show the window. */
  invoke(command: WindowCommand | null): void;
  /** The last window was closed. */
  windowsClosed(): void;
  close(): Promise<void>;
}

/** Puts the desktop program together and opens its window. */
export async function openDesktop(places: PersonalPlaces, log: LogLine): Promise<Desktop> {
  const early: AppError[] = [];
  let tellProblem = (problem: AppError): void => void early.push(problem);
  const own = await openSettingsFile(places.settings, {
    nowMs: Date.now,
    onProblem: (it) => tellProblem(it),
  });
  let window: BrowserWindow | null = null;
  let settings: Settings | null = null;
  let quitting = false;
  let asking = false;
  app.on(
    'before-quit',
    guarded('desktop: before-quit', () => (quitting = true)),
  );

  const words = (): DesktopTexts => texts[languageOf(settings)];
  const invoke = (command: WindowCommand | null): void => commands.invoke(command);
  const identities = identityWindows({ ...bundled, words });
  const tray = new StateTray({
    icon: bundled.icon,
    farms: () => api.farms(),
    words,
    invoke,
    quit: () => quit(),
  });
  const api: AppApi = await createAppApi({
    connect: farmProcesses(forkFarmHost),
    desktop: desktopPort(
      () => window,
      identities,
      {
        abilities: async () => ({ tray: await tray.show(), notifications: Notification.isSupported() }),
        notify: (notice) =>
          notify(notice, { icon: bundled.icon, invoke, language: () => languageOf(settings) }),
      },
      words,
    ),
    dataDirectory: places.data,
    documentsDirectory: places.documents,
    version: app.getVersion(),
    licences: () => readFile(bundled.licences, 'utf8'),
    fetch: (address, init) => net.fetch(address, init),
    runtimes: runtimes(),
    log,
    nowMs: Date.now,
  });
  tellProblem = (problem) => api.tellProblem(problem);
  for (const problem of early) tellProblem(problem);
  const stopServing = serveOverIpc({
    receiver: ipcMain,
    api,
    isOwnPage: isAppPage,
    pages: () => [...(window === null ? [] : [window.webContents]), ...identities.bars()],
    log,
  });

  const closingFacts = () => ({
    platform: process.platform,
    otherWindows: BaseWindow.getAllWindows().length > 1,
    running: runningWikis(api.farms()),
    keepInTray: settings?.keepInTray === true,
    trayIsShown: tray.isShown,
    confirmQuit: settings?.confirmQuit !== false,
  });
  const quit = guarded('a wish to quit', async () => {
    if (asking) return;
    const facts = closingFacts();
    if (meaningOfQuitting(facts) === 'ask') {
      asking = true;
      const answer = await askToQuit(window, facts.running, words()).finally(() => (asking = false));
      if (!answer.quit) return;
      if (!answer.askAgain) await api.handlers['settings:set']({ confirmQuit: false });
    }
    app.quit();
  });
  const mayClose = (): boolean => {
    if (quitting || meaningOfClosing(closingFacts()) !== 'ask') return true;
    quit();
    return false;
  };
  const showWindow = (): BrowserWindow => {
    if (window !== null) return window;
    window = openMainWindow({
      ...bundled,
      place: own.value.window,
      onPlaced: (place) => inBackground('window: keeping its place', () => own.change({ window: place })),
      onClosing: mayClose,
    });
    window.once(
      'closed',
      guarded('desktop: closed', () => (window = null)),
    );
    return window;
  };
  const commands = new WindowCommands(showWindow, (command) =>
    window?.webContents.send('command:invoked', command),
  );

  const speak = (changed: Settings): void => {
    settings = changed;
    setUpMenu({ invoke, isPackaged: app.isPackaged, words: words(), quit });
    identities.renewMenus();
    tray.refresh();
  };
  api.onEvent((name, payload) => {
    if (name === 'settings:changed') speak(payload as Settings);
    if (name === 'farm:changed' || name === 'farm:removed') tray.refresh();
  });
  const known = await api.handlers['settings:get']();
  if (known.ok) speak(known.value);
  showWindow();
  inBackground('tray', () => tray.show());
  inBackground('opening what was open', () => api.restore());
  powerMonitor.on(
    'resume',
    guarded('desktop: resume', () => {
      log('system: woke up');
      return api.wake();
    }),
  );

  return {
    invoke,
    windowsClosed() {
      const facts = closingFacts();
      if (meaningOfClosing({ ...facts, otherWindows: false }) === 'quit') return app.quit();
      if (facts.platform === 'darwin' || (facts.keepInTray && facts.trayIsShown)) return;
      // It was an identity window; what quits is asked where the program is.
      showWindow();
      quit();
    },
    async close() {
      // Also waits for what a closing window just began to write.
      await own.change(window === null ? {} : { window: placeOf(window) });
      tray.close();
      // Identity windows first: their sessions are destroyed by hosts that still live.
      await identities.closeAll();
      await api.close();
      stopServing();
    },
  };
}

function languageOf(settings: Settings | null): 'en' | 'de' {
  const chosen = settings?.language ?? 'system';
  if (chosen !== 'system') return chosen;
  return app.getLocale().startsWith('de') ? 'de' : 'en';
}

const runtimes = (): { name: string; version: string }[] => [
  { name: 'Electron', version: process.versions.electron ?? '' },
  { name: 'Chromium', version: process.versions['chrome'] ?? '' },
  { name: 'Node.js', version: process.versions.node },
];

import { app, ipcMain, powerMonitor, utilityProcess, type BrowserWindow } from 'electron';
import type { AppApi } from '../api/app-api.ts';
import { createAppApi } from '../api/app-api.ts';
import type { WindowCommand } from '../../shared/contract/app.ts';
import { serveOverIpc } from '../transport/electron-ipc.ts';
import type { LogLine } from '../transport/served-api.ts';
import { desktopPort } from './desktop-port.ts';
import { farmProcesses, type HostProcess } from './farm-process.ts';
import { identityWindows, type DesktopIdentityWindows } from './identity-windows.ts';
import { isAppPage, openMainWindow, placeOf } from './main-window.ts';
import { setUpMenu } from './menu.ts';
import { bundled, type PersonalPlaces } from './places.ts';
import { openSettingsFile } from './settings-file.ts';
import { WindowCommands } from './window-commands.ts';
import { english } from '../../shared/texts/english.ts';

export interface Desktop {
  /** What a menu, a link or a second start asks; null = only show the window. */
  invoke(command: WindowCommand | null): void;
  close(): Promise<void>;
}

/** Puts the desktop program together and opens its window. */
export async function openDesktop(places: PersonalPlaces, log: LogLine): Promise<Desktop> {
  const settings = await openSettingsFile(places.settings, {
    nowMs: Date.now,
    onProblem: (problem) => log(`settings: ${english(problem.message)} ${problem.detail ?? ''}`),
  });
  let window: BrowserWindow | null = null;
  const identities = identityWindows(bundled);
  const api = await createAppApi({
    connect: farmProcesses(forkFarmHost),
    desktop: desktopPort(() => window, identities),
    dataDirectory: places.data,
    documentsDirectory: places.documents,
    version: app.getVersion(),
    runtimes: runtimes(),
    log,
    nowMs: Date.now,
  });
  const stopServing = serveOverIpc({
    receiver: ipcMain,
    api,
    isOwnPage: isAppPage,
    pages: () => [...(window === null ? [] : [window.webContents]), ...identities.bars()],
    log,
  });
  const showWindow = (): BrowserWindow => {
    if (window !== null) return window;
    window = openMainWindow({
      ...bundled,
      place: settings.value.window,
      onPlaced: (place) => void settings.change({ window: place }),
    });
    window.once('closed', () => (window = null));
    return window;
  };
  const commands = new WindowCommands(showWindow, (command) =>
    window?.webContents.send('command:invoked', command),
  );
  const invoke = (command: WindowCommand | null): void => commands.invoke(command);
  await followLanguage(api, invoke);
  showWindow();
  void api.restore();
  powerMonitor.on('resume', () => {
    log('system: woke up');
    void api.wake();
  });
  const close = async (): Promise<void> => {
    // Also waits for what a closing window just began to write.
    await settings.change(window === null ? {} : { window: placeOf(window) });
    await closeAll(identities, api, stopServing);
  };
  return { invoke, close };
}

/** A farm's host in a process of its own, under a name that a person finds in the task manager. */
function forkFarmHost(options: { readonly directory: string }): HostProcess {
  const host = utilityProcess.fork(bundled.farmHost, [], {
    serviceName: `Croft farm ${options.directory}`,
    stdio: 'inherit',
  });
  return {
    postMessage: (message) => host.postMessage(message),
    on: (event: 'message' | 'exit', listener: (value: never) => void) =>
      host.on(event as 'exit', listener as () => void),
    // Electron's own `kill` asks politely, which a process that hangs does not hear.
    kill: () => void (host.pid !== undefined && process.kill(host.pid, 'SIGKILL')),
  };
}

/** The menu speaks the person's language, and changes with the setting. */
async function followLanguage(api: AppApi, invoke: (command: WindowCommand) => void): Promise<void> {
  const setUp = (chosen: 'system' | 'en' | 'de'): void => {
    const language = chosen === 'system' ? (app.getLocale().startsWith('de') ? 'de' : 'en') : chosen;
    setUpMenu({ invoke, isPackaged: app.isPackaged, language });
  };
  api.onEvent((name, payload) => {
    if (name === 'settings:changed')
      setUp((payload as { readonly language: 'system' | 'en' | 'de' }).language);
  });
  const settings = await api.handlers['settings:get']();
  setUp(settings.ok ? settings.value.language : 'system');
}

/** Identity windows first: their sessions are destroyed by hosts that still live. */
async function closeAll(
  identities: DesktopIdentityWindows,
  api: AppApi,
  stopServing: () => void,
): Promise<void> {
  await identities.closeAll();
  await api.close();
  stopServing();
}

const runtimes = (): { name: string; version: string }[] => [
  { name: 'Electron', version: process.versions.electron ?? '' },
  { name: 'Chromium', version: process.versions['chrome'] ?? '' },
  { name: 'Node.js', version: process.versions.node },
];

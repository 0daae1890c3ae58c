import { app } from 'electron';
import path from 'node:path';
import { openProgramLog } from './base/program-log.ts';
import { guarded, inBackground, spreadLastNet } from './base/guard.ts';
import { registerAppScheme } from './desktop/app-protocol.ts';
import { startOrEnd, tellDefects } from './desktop/defects.ts';
import { openDesktop, type Desktop } from './desktop/desktop.ts';
import { commandOf, ownWords, type HandedOver } from './desktop/handed-over.ts';
import { setUpOwnPages } from './desktop/identity-window.ts';
import { isAppPage } from './desktop/main-window.ts';
import { guardAllViews } from './desktop/navigation.ts';
import { bundled, personalPlaces } from './desktop/places.ts';
import { quitAfter } from './desktop/quit.ts';

/** The command line is a bundle beside this one, so that a window does not wait for it to load. */
const commandLine = new URL('./cli.js', import.meta.url).href;

const handedOver: HandedOver = {
  words: ownWords(process.argv, app.isPackaged),
  directory: process.cwd(),
};

if (process.argv.includes('--croft-command-line')) {
  // build/launcher/croft: an installed program has no other Node than this one.
  inBackground('the command line', () =>
    import(commandLine).finally(() => app.exit(Number(process.exitCode ?? 0))),
  );
} else if (app.requestSingleInstanceLock(handedOver)) {
  // A second start hands its wish to the first and ends; no file of the person is touched before.
  // Before Electron is ready: what can't be changed later.
  // Both together would be refused: who starts it without a sandbox (root, in tests) said so.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerAppScheme();
  guardAllViews(isAppPage);
  // Not awaited at the top level: Electron gets ready only after this module has ended.
  spreadLastNet();
  startOrEnd(() => app.whenReady().then(start));
} else {
  app.quit();
}

async function start(): Promise<void> {
  const places = personalPlaces();
  const log = openProgramLog(path.join(places.logs, 'croft.log'), () => new Date());
  tellDefects(places.logs, log, () => new Date());
  setUpOwnPages(bundled.pages);
  const desktop = await openDesktop(places, log);
  listenToTheSystem(desktop);
  quitAfter(() => desktop.close(), log);
  const command = commandOf(handedOver);
  if (command !== null) desktop.invoke(command);
}

/** What reaches the program from outside while it runs. */
function listenToTheSystem(desktop: Desktop): void {
  app.on(
    'second-instance',
    guarded('main: second-instance', (_event, _argv, _directory, from) =>
      desktop.invoke(commandOf(from as HandedOver)),
    ),
  );
  app.on(
    'activate',
    guarded('main: activate', () => desktop.invoke(null)),
  );
  app.on(
    'open-file',
    guarded('main: open-file', (event, file) => {
      event.preventDefault();
      desktop.invoke(commandOf({ words: [file], directory: '/' }));
    }),
  );
  app.on(
    'open-url',
    guarded('main: open-url', (event, link) => {
      event.preventDefault();
      desktop.invoke(commandOf({ words: [link], directory: '/' }));
    }),
  );
  app.on(
    'window-all-closed',
    guarded('main: window-all-closed', () => desktop.windowsClosed()),
  );
}

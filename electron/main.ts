import { app } from 'electron';
import { appOrigin, registerAppScheme } from './desktop/app-protocol.ts';
import { catchDefects } from './desktop/defects.ts';
import { setUpOwnPages } from './desktop/identity-window.ts';
import { openLog } from './desktop/log.ts';
import { isAppPage, openMainWindow } from './desktop/main-window.ts';
import { guardAllViews } from './desktop/navigation.ts';
import { bundled, personalPlaces } from './desktop/places.ts';
import { openSettingsFile } from './desktop/settings-file.ts';

// Before Electron is ready: what can't be changed later.
registerAppScheme();
guardAllViews(isAppPage);

// Not awaited at the top level: Electron gets ready only after this module has ended.
void app.whenReady().then(start);

async function start(): Promise<void> {
  const places = personalPlaces();
  const now = (): Date => new Date();
  const log = openLog(places.logs, now);
  catchDefects(places.logs, log, now);
  const settings = await openSettingsFile(places.settings, Date.now);
  if (settings.setAside !== null) log(`settings: not understood, set aside as ${settings.setAside}`);
  setUpOwnPages(bundled.pages);
  openMainWindow({
    ...bundled,
    place: settings.value.window,
    onPlaced: (window) => void settings.change({ window }),
    onPage: () => undefined,
  });
  log(`window: ${appOrigin}`);
}

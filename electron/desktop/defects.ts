import { app, dialog } from 'electron';
import { mkdirSync, writeFileSync } from '../base/file-system.ts';
import path from 'node:path';
import { texts } from './texts/texts.ts';
import type { LogLine } from '../transport/served-api.ts';

/**
 * Catches what nobody expected, once at the top: logged, written to a report file, told to the person. The program
 * goes on, since a farm that is being served must not die of a menu.
 */
export function catchDefects(reportFolder: string, log: LogLine, now: () => Date): void {
  let told = false;
  const report = (defect: unknown): void => {
    const text = defect instanceof Error ? (defect.stack ?? defect.message) : String(defect);
    log(`defect: ${text}`);
    mkdirSync(reportFolder, { recursive: true, mode: 0o700 });
    const file = path.join(reportFolder, `defect-${now().toISOString().replaceAll(':', '-')}.txt`);
    writeFileSync(file, `${text}\n`, { mode: 0o600 });
    // One window is enough: defects come in swarms.
    if (told) return;
    told = true;
    const words = texts[app.getLocale().startsWith('de') ? 'de' : 'en'];
    void dialog.showMessageBox({
      type: 'error',
      message: words.defect,
      detail: words.defectReport(file),
      buttons: [words.close],
    });
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}

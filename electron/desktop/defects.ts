import { app, dialog } from 'electron';
import path from 'node:path';
import { inBackground, onFault, reportFault, stackOf } from '../base/guard.ts';
import { mkdirSync, writeFileSync } from '../base/file-system.ts';
import type { LogLine } from '../transport/served-api.ts';
import { texts } from './texts/texts.ts';

/** Defects come in swarms; the log has them all. */
const mostReports = 20;

const words = () => texts[app.getLocale().startsWith('de') ? 'de' : 'en'];

/**
 * What nobody expected, wherever it was caught: logged, written to a report file, told to the person once. The program
 * goes on, since a farm that is being served must not die of a menu.
 */
export function tellDefects(reportFolder: string, log: LogLine, now: () => Date): void {
  let reports = 0;
  onFault((what, defect) => {
    const text = `${what}: ${stackOf(defect)}`;
    log(`defect: ${text}`);
    reports += 1;
    if (reports > mostReports) return;
    mkdirSync(reportFolder, { recursive: true, mode: 0o700 });
    const file = path.join(reportFolder, `defect-${now().toISOString().replaceAll(':', '-')}.txt`);
    writeFileSync(file, `${text}\n`, { mode: 0o600 });
    if (reports > 1) return;
    const { defect: message, defectReport, close } = words();
    inBackground('telling a defect', () =>
      dialog.showMessageBox({ type: 'error', message, detail: defectReport(file), buttons: [close] }),
    );
  });
}

/** A program that can't start says so and ends: without a window nobody could end it. */
export function startOrEnd(start: () => Promise<void>): void {
  start().catch((error: unknown) => {
    reportFault('start', error);
    dialog.showErrorBox(words().defect, stackOf(error));
    app.exit(1);
  });
}

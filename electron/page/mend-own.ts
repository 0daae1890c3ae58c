import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Slices } from '../base/slices.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { sweepTemporaries } from '../base/temporary-files.ts';
import type { ChangeTools } from './page-changes.ts';
import { pageFiles } from './page-folder.ts';
import { folderOfPage } from './page-name.ts';
import { dropDeadGuard, youngMs } from './save-lock.ts';

/** Looks at one page after the other; a disk that refuses a page leaves it to the log and to the next start. */
export async function mendOwn(tools: ChangeTools, signal: AbortSignal): Promise<void> {
  const { reader } = tools;
  const slices = new Slices();
  const waiting: string[] = [];
  if (signal.aborted) return;
  await sweep(tools, [reader.dataPages]);
  for (const { layer, name } of reader.folders()) {
    if (slices.isUsedUp) await slices.turn();
    if (signal.aborted) return;
    if (layer !== 'data' || name === null) continue;
    if (!(await mend(tools, name))) waiting.push(name);
    const folder = folderOf(tools, name);
    await sweep(tools, [folder, ...insides.map((inside) => path.join(folder, inside))]);
  }
  if (waiting.length === 0) return;
  await untilOlder(signal);
  for (const name of waiting) if (!signal.aborted) await mend(tools, name);
}

const insides = [pageFiles.revisions, pageFiles.attachments];

const folderOf = ({ reader }: ChangeTools, name: string): string =>
  path.join(reader.dataPages, folderOfPage(name));

/** False: what is there is too young to be judged. Looking costs one `stat` or two, so only what needs it gets its turn. */
async function mend(tools: ChangeTools, name: string): Promise<boolean> {
  const { reader, writer, options } = tools;
  const found = reader.troubles.besides(() => writer.ownCutOff(name), 'none');
  // A change that does nothing puts its page right first.
  if (found === 'cut-off') await writer.change([name], () => Promise.resolve({ ok: true, value: undefined }));
  const guard = await attempt(tools, name, () =>
    dropDeadGuard(folderOf(tools, name), options.nowMicroseconds() / 1000),
  );
  return found !== 'young' && guard !== false;
}

async function attempt<T>({ options }: ChangeTools, what: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    options.log(`page: what a killed Croft left of ${what} stays there: ${String(error)}`);
    return null;
  }
}

async function untilOlder(signal: AbortSignal): Promise<void> {
  try {
    await pause(youngMs, null, { signal, ref: false });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function sweep(tools: ChangeTools, folders: readonly string[]): Promise<void> {
  const nowMs = tools.options.nowMicroseconds() / 1000;
  for (const folder of folders) await attempt(tools, folder, () => sweepTemporaries(folder, nowMs));
}

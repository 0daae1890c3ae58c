import { createHash, randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemErrorCode } from './system-error.ts';

/**
 * Names of the files, and of copied folders, that are made whole and then renamed into their place:
 *
 * ```
 * .NAME.MACHINE-PROCESS-RANDOM.croft-tmp
 * ```
 * They begin with a dot, so that MoinMoin's lists pass them by. Machine (four hex digits) and process id tell a file that a
 * killed Croft left from one that is being written.
 */
const form = /^\..*\.([0-9a-f]{4})-([0-9a-z]+)-[0-9a-f]{12}\.croft-tmp$/s;
const ownMachine = createHash('sha256').update(os.hostname()).digest('hex').slice(0, 4);
const longestKeptName = 180; // of the 255 bytes that a name may have
/** A file of another machine is dead when nobody wrote to it for so long. */
const foreignAgeMs = 24 * 60 * 60 * 1000;

/** A fresh name in the folder of `file`. */
export function temporaryBeside(file: string): string {
  const name = Buffer.from(path.basename(file)).subarray(0, longestKeptName).toString('latin1');
  const kept = name.replaceAll(/[^\x20-\x7e]/g, '_');
  const process36 = process.pid.toString(36);
  return path.join(
    path.dirname(file),
    `.${kept}.${ownMachine}-${process36}-${randomBytes(6).toString('hex')}.croft-tmp`,
  );
}

/** No list shows such a file: it is no page, attachment, account or setting. */
export const isTemporaryFile = (name: string): boolean => form.test(name);

/**
 * Removes what killed Croft processes left in a folder (not below it); answers how many. A folder that is missing has
 * none; what can't be listed or removed throws the system's error.
 */
export async function sweepTemporaries(folder: string, nowMs: number): Promise<number> {
  let removed = 0;
  for (const name of await entriesOf(folder)) {
    const [, machine, process36] = form.exec(name) ?? [];
    if (machine === undefined || process36 === undefined) continue;
    const file = path.join(folder, name);
    const isDead =
      machine === ownMachine
        ? !isRunning(Number.parseInt(process36, 36), await modifiedMs(file))
        : nowMs - (await modifiedMs(file)) > foreignAgeMs;
    if (!isDead) continue;
    await rm(file, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A file of our own number that is older than we are was left by a namesake. */
function isRunning(processId: number, fileModifiedMs: number): boolean {
  if (processId === process.pid) return fileModifiedMs >= performance.timeOrigin;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM'; // somebody else's process
  }
}

/** Infinity when it is gone: then it is nobody's any more. */
async function modifiedMs(file: string): Promise<number> {
  try {
    return (await lstat(file)).mtimeMs;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return Infinity;
    throw error;
  }
}

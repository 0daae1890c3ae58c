import { readdir, stat, unlink } from '../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../base/system-error.ts';
import { isTemporaryName, processIdRange, temporaryOwnerId } from './temporary-name.ts';

export interface SweepingProcess {
  readonly processId: number;
  /** When this process began; temporary files of its own id that are older were left by a namesake. */
  readonly startedMs: number;
}

/**
 * Removes the temporary files that killed Croft processes left in a session directory; answers how many.
 *
 * Files of other writers stay (spec/sessions.md §8.3: MoinMoin never removes its own; cleaning offers that by age).
 */
export async function sweepTemporaryFiles(directory: string, self: SweepingProcess): Promise<number> {
  let removed = 0;
  for (const name of await readdir(directory)) {
    const ownerId = temporaryOwnerId(name);
    if (ownerId === null || !(await isAbandoned(path.join(directory, name), ownerId, self))) continue;
    removed += await removeFile(path.join(directory, name));
  }
  return removed;
}

/** Names of temporary files of any writer that nobody has touched for that long; for cleaning on request. */
export async function abandonedTemporaryFiles(
  directory: string,
  olderThanMs: number,
  nowMs: number,
): Promise<readonly string[]> {
  const abandoned: string[] = [];
  for (const name of await readdir(directory)) {
    if (!isTemporaryName(name)) continue;
    const modifiedMs = await modifiedAt(path.join(directory, name));
    if (modifiedMs !== null && nowMs - modifiedMs > olderThanMs) abandoned.push(name);
  }
  return abandoned;
}

async function isAbandoned(file: string, ownerId: number, self: SweepingProcess): Promise<boolean> {
  if (self.processId % processIdRange !== ownerId) return !isAnyAlive(ownerId);
  const modifiedMs = await modifiedAt(file);
  return modifiedMs !== null && modifiedMs < self.startedMs;
}

const largestProcessId = 4_194_304; // Linux, PID_MAX_LIMIT

function isAnyAlive(ownerId: number): boolean {
  for (let id = ownerId; id <= largestProcessId; id += processIdRange) if (id > 0 && isAlive(id)) return true;
  return false;
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM'; // somebody else's process
  }
}

async function modifiedAt(file: string): Promise<number | null> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function removeFile(file: string): Promise<number> {
  try {
    await unlink(file);
    return 1;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}

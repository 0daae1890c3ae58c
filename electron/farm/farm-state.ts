import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { systemErrorCode, writeFileAtomic } from '../config/disk.ts';

/** What Croft remembers of a farm in its own data folder: never inside the farm (DECISIONS 3). */
const farmState = z.object({
  version: z.literal(1),
  /** Loopback port of the last time, so that addresses and automatic cookie names stay (DECISIONS 9). */
  port: z.number().int().nullable(),
  /** Ids of wikis that a person stopped; the others start with the farm. */
  stopped: z.array(z.string()),
  /** Superusers by last use, newest first (DECISIONS 7). */
  recentSuperusers: z.array(z.string()),
  /** Ids of people somebody became lately, newest first. */
  recentTargets: z.array(z.object({ storeId: z.string(), id: z.string() })),
});

export type FarmState = z.infer<typeof farmState>;

const fresh: FarmState = { version: 1, port: null, stopped: [], recentSuperusers: [], recentTargets: [] };

const stateFile = (directory: string): string => path.join(directory, 'state.json');

/** A state file that can't be understood is set aside with its date, never overwritten. */
export async function readFarmState(
  directory: string,
  setAside: (file: string) => Promise<void>,
): Promise<FarmState> {
  const file = stateFile(directory);
  try {
    return farmState.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return fresh;
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
    await setAside(file);
    return fresh;
  }
}

export async function writeFarmState(directory: string, state: FarmState): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFileAtomic(stateFile(directory), `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
}

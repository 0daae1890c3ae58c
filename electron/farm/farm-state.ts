import path from 'node:path';
import * as z from 'zod/mini';
import { openStateFile, type StateFile, type StateFileParts } from '../base/state-file.ts';

/** What Croft remembers of a farm in its own data folder: never inside the farm (DECISIONS 3). */
const farmState = z.object({
  version: z.literal(1),
  /** Loopback port of the last time, so that addresses and automatic cookie names stay (DECISIONS 9). */
  port: z.nullable(z.int()),
  /** What the farm answers on while another program has that port. */
  substitutePort: z._default(z.nullable(z.int()), null),
  /** Ids of wikis that a person stopped; the others start with the farm. */
  stopped: z.array(z.string()),
  /** Ids of wikis that crashed when they were started; they wait until a person starts them. */
  crashed: z._default(z.array(z.string()), []),
  /** The scripts that `html_head` brings run in this farm's wikis; otherwise their CSP stops them (DECISIONS 22). */
  scriptsAllowed: z._default(z.boolean(), false),
  /** Ids of superusers by last use, newest first (DECISIONS 7). */
  recentSuperusers: z.array(z.string()),
  /** People somebody became lately, newest first. */
  recentTargets: z.array(z.object({ directory: z.string(), id: z.string() })),
  /** Sessions made for identity windows that are open; destroyed at the next start if they are still listed. */
  identitySessions: z.array(z.object({ directory: z.string(), sid: z.string() })),
});

export type FarmState = z.infer<typeof farmState>;

const fresh: FarmState = {
  version: 1,
  port: null,
  substitutePort: null,
  stopped: [],
  crashed: [],
  scriptsAllowed: false,
  recentSuperusers: [],
  recentTargets: [],
  identitySessions: [],
};

export const openFarmState = (directory: string, parts: StateFileParts): Promise<StateFile<FarmState>> =>
  openStateFile(path.join(directory, 'state.json'), farmState, fresh, parts);

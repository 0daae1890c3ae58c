import path from 'node:path';
import * as z from 'zod/mini';
import { openStateFile, type StateFile, type StateFileParts } from '../../base/state-file.ts';

/** A farm the person opened once; it stays known while its folder is away. */
const knownFarm = z.object({
  id: z.string(),
  directory: z.string(),
  group: z.nullable(z.string()),
  readOnly: z.boolean(),
  trusted: z.boolean(),
  switchingAllowed: z.boolean(),
  /** Was open at the end of the last run. */
  open: z.boolean(),
});
export type KnownFarm = z.infer<typeof knownFarm>;

const personal = z.object({
  version: z.literal(1),
  farms: z.array(knownFarm),
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'de']),
  restoreFarms: z.boolean(),
  // Files of older versions lack these.
  foldedGroups: z._default(z.array(z.string()), []),
  savedFilters: z._default(z.array(z.object({ name: z.string(), text: z.string() })), []),
  tourSeen: z._default(z.boolean(), false),
  notifications: z._default(z.boolean(), true),
  keepInTray: z._default(z.boolean(), false),
  confirmQuit: z._default(z.boolean(), true),
  updateFeed: z._default(z.nullable(z.string()), null),
});
export type Personal = z.infer<typeof personal>;

const fresh: Personal = {
  version: 1,
  farms: [],
  theme: 'system',
  language: 'system',
  restoreFarms: true,
  foldedGroups: [],
  savedFilters: [],
  tourSeen: false,
  notifications: true,
  keepInTray: false,
  confirmQuit: true,
  updateFeed: null,
};

/** What a person set and opened: `croft.json` in Croft's own data folder. */
export type PersonalFile = StateFile<Personal>;

export const openPersonalFile = (dataDirectory: string, parts: StateFileParts): Promise<PersonalFile> =>
  openStateFile(path.join(dataDirectory, 'croft.json'), personal, fresh, parts);

/** What the sidebar calls a farm: its folder, or the folder above when that is just called “config”. */
export function farmName(directory: string): string {
  const own = path.basename(directory);
  return /^(config|conf|etc)$/i.test(own) ? path.basename(path.dirname(directory)) || own : own || directory;
}

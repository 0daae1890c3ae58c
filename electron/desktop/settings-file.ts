import * as z from 'zod/mini';
import { openStateFile, type StateFile, type StateFileParts } from '../base/state-file.ts';

/** What the desktop remembers for itself. What a person sets, and the farms, are the api's (`croft.json`). */
const desktopSettings = z.object({
  version: z.literal(1),
  window: z.object({
    bounds: z.nullable(z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })),
    maximized: z.boolean(),
  }),
});

export type DesktopSettings = z.output<typeof desktopSettings>;

const usual: DesktopSettings = { version: 1, window: { bounds: null, maximized: false } };

/** Opens the desktop's settings; a file that can't be understood is set aside, never overwritten. */
export const openSettingsFile = (file: string, parts: StateFileParts): Promise<StateFile<DesktopSettings>> =>
  openStateFile(file, desktopSettings, usual, parts);

import { readFile, rename } from 'node:fs/promises';
import * as z from 'zod/mini';
import { systemErrorCode, writeFileAtomic } from '../config/disk.ts';

const windowPlace = z.object({
  bounds: z.nullable(z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })),
  maximized: z.boolean(),
});

/** What the desktop remembers for itself; what a person sets about farms is the api's. */
export const desktopSettings = z.object({
  version: z.literal(1),
  window: windowPlace,
});
export type DesktopSettings = z.output<typeof desktopSettings>;

const usual: DesktopSettings = { version: 1, window: { bounds: null, maximized: false } };

export interface SettingsFile {
  readonly value: DesktopSettings;
  /** Where an unreadable file was put, so that a person can be told; null = nothing was wrong. */
  readonly setAside: string | null;
  /** Changes some fields and writes the file; writes follow each other, never side by side. */
  change(fields: Partial<Omit<DesktopSettings, 'version'>>): Promise<void>;
}

/**
 * Opens the settings file. A missing one means the usual values; one that can't be understood is renamed with the
 * date and kept, never overwritten.
 */
export async function openSettingsFile(file: string, now: () => Date): Promise<SettingsFile> {
  const read = await readSettings(file);
  let setAside: string | null = null;
  if (read === 'not understood') {
    setAside = `${file}.unreadable-${now().toISOString().replaceAll(':', '-')}`;
    await rename(file, setAside);
  }
  let value = typeof read === 'string' ? usual : read;
  let writing: Promise<void> = Promise.resolve();
  return {
    get value() {
      return value;
    },
    setAside,
    change(fields) {
      value = { ...value, ...fields };
      const text = `${JSON.stringify(value, null, 2)}\n`;
      const write = (): Promise<void> => writeFileAtomic(file, text, { mode: 0o600 });
      writing = writing.then(write, write);
      return writing;
    },
  };
}

async function readSettings(file: string): Promise<DesktopSettings | 'missing' | 'not understood'> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 'missing';
    throw error;
  }
  const json = parseJson(text);
  const parsed = z.safeParse(desktopSettings, json);
  return parsed.success ? parsed.data : 'not understood';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { systemErrorCode, writeFileAtomic } from '../config/disk.ts';

/**
 * One JSON file of Croft's own, read once and written whole.
 *
 * A missing file means `fresh`; one that can't be understood is renamed with the date and kept, never overwritten.
 */
export interface StateFile<T> {
  readonly value: T;
  /** Where an unreadable file was put, so that a person can be told; null = nothing was wrong. */
  readonly setAside: string | null;
  /** Replaces some fields; writes follow each other. Without a file (read-only use) only memory changes. */
  change(fields: Partial<T>): Promise<void>;
}

export async function openStateFile<S extends z.ZodObject>(
  file: string,
  schema: S,
  fresh: z.output<S>,
  nowMs: () => number,
): Promise<StateFile<z.output<S>>> {
  const read = await readState(file, schema);
  let setAside: string | null = null;
  if (read.kind === 'not-understood') {
    setAside = `${file}.set-aside-${new Date(nowMs()).toISOString().replaceAll(':', '-')}`;
    await rename(file, setAside);
  }
  let value = read.kind === 'read' ? read.value : fresh;
  let writing: Promise<void> = Promise.resolve();
  return {
    get value() {
      return value;
    },
    setAside,
    change(fields) {
      value = { ...value, ...fields };
      const text = `${JSON.stringify(value, null, 2)}\n`;
      const write = async (): Promise<void> => {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await writeFileAtomic(file, text, { mode: 0o600 });
      };
      writing = writing.then(write, write);
      return writing;
    },
  };
}

type ReadState<T> =
  { readonly kind: 'read'; readonly value: T } | { readonly kind: 'missing' | 'not-understood' };

async function readState<S extends z.ZodObject>(file: string, schema: S): Promise<ReadState<z.output<S>>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return { kind: 'missing' };
    throw error;
  }
  try {
    return { kind: 'read', value: schema.parse(JSON.parse(text)) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return { kind: 'not-understood' };
    throw error;
  }
}

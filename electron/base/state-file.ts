import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { $ZodError } from 'zod/v4/core';
import * as z from 'zod/mini';
import type { AppError } from '../../shared/result.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { systemErrorCode } from './system-error.ts';
import { sentence } from '../../shared/texts/sentence.ts';

/**
 * One JSON file of Croft's own, read once and written whole.
 *
 * A missing file means `fresh`; one that can't be read or understood is renamed with the date and kept, never overwritten. What
 * goes wrong is told, never thrown: a disk that is full must not keep a person from their farms.
 */
export interface StateFile<T> {
  readonly value: T;
  /** Replaces some fields; writes follow each other. Resolves when the disk has it, or when that was tried and told. */
  change(fields: Partial<T>): Promise<void>;
}

export interface StateFileParts {
  readonly nowMs: () => number;
  readonly onProblem: (problem: AppError) => void;
}

export async function openStateFile<S extends z.ZodMiniObject>(
  file: string,
  schema: S,
  fresh: z.output<S>,
  { nowMs, onProblem }: StateFileParts,
): Promise<StateFile<z.output<S>>> {
  const read = await readState(file, schema);
  let mayWrite = true;
  if (read.kind === 'not-understood') {
    const aside = `${file}.set-aside-${new Date(nowMs()).toISOString().replaceAll(':', '-')}`;
    const failure = await failureOf(rename(file, aside));
    mayWrite = failure === null;
    onProblem(failure === null ? wasSetAside(file, aside, read.why) : staysAsItIs(file, failure));
  }
  let value = read.kind === 'read' ? read.value : fresh;
  let writing: Promise<void> = Promise.resolve();
  let told = false;
  const write = async (text: string): Promise<void> => {
    const failure = await failureOf(writeState(file, text));
    if (failure !== null && !told) onProblem(notSaved(file, failure));
    told = failure !== null;
  };
  return {
    get value() {
      return value;
    },
    change(fields) {
      value = { ...value, ...fields };
      const text = `${JSON.stringify(value, null, 2)}\n`;
      if (mayWrite) writing = writing.then(() => write(text));
      return writing;
    },
  };
}

async function writeState(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFileAtomic(file, text, { mode: 0o600 });
}

/** Why the system refused; null = it did not. Anything but a refusal of the system is a defect. */
async function failureOf(work: Promise<void>): Promise<Error | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof Error && systemErrorCode(error) !== null) return error;
    throw error;
  }
}

const wasSetAside = (file: string, aside: string, why: string): AppError => ({
  code: 'unreadable',
  message: sentence('program.settingsAside', { file: path.basename(file), aside: path.basename(aside) }),
  hint: sentence('program.settingsAside.hint'),
  detail: `${aside}\n${why}`,
});

const staysAsItIs = (file: string, failure: Error): AppError => ({
  code: 'unreadable',
  message: sentence('program.settingsStay', { file: path.basename(file) }),
  hint: sentence('program.settingsStay.hint'),
  detail: failure.message,
});

const notSaved = (file: string, failure: Error): AppError => ({
  code: systemErrorCode(failure) === 'ENOSPC' ? 'disk-full' : 'read-only',
  message: sentence('program.notSaved', { file: path.basename(file) }),
  hint: sentence('program.notSaved.hint'),
  detail: failure.message,
});

type ReadState<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'not-understood'; readonly why: string };

async function readState<S extends z.ZodMiniObject>(
  file: string,
  schema: S,
): Promise<ReadState<z.output<S>>> {
  try {
    return { kind: 'read', value: schema.parse(JSON.parse(await readFile(file, 'utf8'))) };
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return { kind: 'missing' };
    const expected =
      error instanceof SyntaxError || error instanceof $ZodError || systemErrorCode(error) !== null;
    if (expected) return { kind: 'not-understood', why: (error as Error).message };
    throw error;
  }
}

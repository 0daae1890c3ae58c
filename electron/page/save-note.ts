import path from 'node:path';
import { $ZodError } from 'zod/v4/core';
import * as z from 'zod/mini';
import { known, linkStatNow, readFileNow } from '../base/disk-reading.ts';
import { writeFileAtomic } from '../base/atomic-write.ts';
import { fileMode } from '../base/disk-writing.ts';
import { ownMark, processMarkSchema, whoseMark } from '../base/process-mark.ts';
import { mostBytes, pageFiles } from './page-folder.ts';
import { youngMs } from './save-lock.ts';

/**
 * What Croft notes beside a page's `current` while it saves, in a file of its own that MoinMoin passes over (DECISIONS 25).
 * It lies there from before the lock until the save is acknowledged, so that a save that was cut off is found, its lock is
 * known as ours, and its log line is not lost.
 */
const noteSchema = z.object({
  owner: processMarkSchema,
  /** The log line that the save meant to write. */
  line: z.string(),
  /** Identities of the files that can be `current-locked` while the lock is this save's. */
  locks: z.array(z.string()),
});
export type SaveNote = z.output<typeof noteSchema>;

const noteFile = (folder: string): string => path.join(folder, pageFiles.saveNote);

/** In one step: a note that was cut off itself would say nothing. */
export const writeSaveNote = (folder: string, line: string, locks: readonly string[]): Promise<void> =>
  writeFileAtomic(
    noteFile(folder),
    JSON.stringify({ owner: ownMark(), line, locks } satisfies SaveNoteText),
    { mode: fileMode },
  );

type SaveNoteText = Omit<SaveNote, 'locks'> & { readonly locks: readonly string[] };

/** Null: there is none, or what is there is no note of ours, which then leaves the lock to a person. */
export function readSaveNote(folder: string): SaveNote | null {
  const bytes = known(readFileNow(noteFile(folder), mostBytes.saveNote));
  if (bytes === null) return null;
  try {
    return noteSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof $ZodError) return null;
    throw error;
  }
}

/** Which file a name stands for, as it stays through renames; null when there is none. */
export function identityOf(file: string): string | null {
  const facts = known(linkStatNow(file));
  return facts === null ? null : `${facts.dev}:${facts.ino}`;
}

/**
 * A save of Croft's was cut off here and can be put right without asking: who made it is gone, and the lock, if there is one,
 * is its own. A lock of this process that can be seen at all is a dead one: it is taken and given back in one go.
 */
export const isOwnCutOffSave = (folder: string, nowMs: number): boolean =>
  ownCutOffSave(folder, nowMs) === 'cut-off';

/** `young`: its lock may have been taken by somebody else since; in {@link youngMs} that is known. */
export function ownCutOffSave(folder: string, nowMs: number): 'none' | 'young' | 'cut-off' {
  const note = readSaveNote(folder);
  if (note === null) return 'none';
  const owner = whoseMark(note.owner);
  const locked = path.join(folder, pageFiles.lockedCurrent);
  const lock = known(linkStatNow(locked));
  if (lock === null) return owner === 'dead' ? 'cut-off' : 'none';
  const isOurs = note.locks.includes(`${lock.dev}:${lock.ino}`);
  if (!isOurs || (owner !== 'dead' && owner !== 'own')) return 'none';
  return nowMs - Number(lock.ctimeMs) >= youngMs ? 'cut-off' : 'young';
}

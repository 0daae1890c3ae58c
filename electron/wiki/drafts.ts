import { createHash } from 'node:crypto';
import { type Stats, mkdir, readdir, readFile, rm, stat } from '../base/file-system.ts';
import path from 'node:path';
import { $ZodError } from 'zod/v4/core';
import * as z from 'zod/mini';
import { writeFileAtomic } from '../base/atomic-write.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { currentUser, type RequestContext } from './context.ts';

const draftFile = z.object({ text: z.string(), revision: z.int(), savedSeconds: z.number() });

/** Text that somebody did not save: kept per account and page in the wiki's cache, and offered by the next editor. */
export type Draft = z.infer<typeof draftFile>;

const keptDays = 90;

/**
 * The name is a digest, so that neither a page nor a person can lead out of the folder. Null without an account: visitors
 * may share an address, and would read each other's drafts (spec/storage.md §8).
 */
function fileOf(context: RequestContext): string | null {
  const user = currentUser(context);
  if (user === null) return null;
  const digest = createHash('sha256')
    .update(JSON.stringify([user.id, context.pageName]))
    .digest('hex');
  return path.join(context.settings.cacheDir, context.settings.siteid, 'croft-drafts', `${digest}.json`);
}

export async function readDraft(context: RequestContext): Promise<Draft | null> {
  const file = fileOf(context);
  if (file === null) return null;
  try {
    return draftFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    if (error instanceof SyntaxError || error instanceof $ZodError) return null; // of another version; the next one replaces it
    noteProblem(context, 'read', error);
    return null;
  }
}

/** A draft that can't be kept is told in the log; the editor goes on. */
export async function keepDraft(context: RequestContext, text: string, revision: number): Promise<void> {
  const draft: Draft = { text, revision, savedSeconds: Math.floor(context.nowSeconds) };
  const file = fileOf(context);
  if (file === null) return;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o770 });
    await writeFileAtomic(file, JSON.stringify(draft), { mode: 0o660 });
    await dropOldDrafts(file);
  } catch (error) {
    noteProblem(context, 'kept', error);
  }
}

/** Called when the page is saved already. */
export async function dropDraft(context: RequestContext): Promise<void> {
  const file = fileOf(context);
  if (file === null) return;
  try {
    await rm(file, { force: true });
  } catch (error) {
    noteProblem(context, 'removed', error);
  }
}

/**
 * Nobody comes back for them. Only whoever writes a draft looks, since reading writes nothing; its own time is what the
 * disk calls now.
 */
async function dropOldDrafts(newest: string): Promise<void> {
  const folder = path.dirname(newest);
  const oldestMs = ((await statOf(newest))?.mtimeMs ?? 0) - keptDays * 86_400_000;
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const status = await statOf(file);
    if (status !== null && status.mtimeMs < oldestMs) await rm(file, { force: true });
  }
}

/** Null: it went meanwhile, with a page that was saved. */
async function statOf(file: string): Promise<Stats | null> {
  try {
    return await stat(file);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function noteProblem({ log }: RequestContext, what: 'read' | 'kept' | 'removed', error: unknown): void {
  if (systemErrorCode(error) === null) throw error;
  log({ kind: 'problem', what: `A draft was not ${what}: ${String(error)}` });
}

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { systemErrorCode, writeFileAtomic } from '../config/disk.ts';
import { currentUser, type RequestContext } from './context.ts';

const draftFile = z.object({ text: z.string(), revision: z.number().int(), savedSeconds: z.number() });

/** Text that somebody did not save: kept per person and page in the wiki's cache, and offered by the next editor. */
export type Draft = z.infer<typeof draftFile>;

/** The name is a digest, so that neither a page nor a person can lead out of the folder. */
function fileOf(context: RequestContext): string {
  const who = currentUser(context)?.id ?? `address:${context.request.remoteAddress}`;
  const digest = createHash('sha256')
    .update(JSON.stringify([who, context.pageName]))
    .digest('hex');
  return path.join(context.settings.cacheDir, context.settings.siteid, 'croft-drafts', `${digest}.json`);
}

export async function readDraft(context: RequestContext): Promise<Draft | null> {
  try {
    return draftFile.parse(JSON.parse(await readFile(fileOf(context), 'utf8')));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null; // of another version; the next one replaces it
    noteProblem(context, 'read', error);
    return null;
  }
}

/** A draft that can't be kept is told in the log; the editor goes on. */
export async function keepDraft(context: RequestContext, text: string, revision: number): Promise<void> {
  const draft: Draft = { text, revision, savedSeconds: Math.floor(context.nowSeconds) };
  const file = fileOf(context);
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o770 });
    await writeFileAtomic(file, JSON.stringify(draft), { mode: 0o660 });
  } catch (error) {
    noteProblem(context, 'kept', error);
  }
}

/** Called when the page is saved already. */
export async function dropDraft(context: RequestContext): Promise<void> {
  try {
    await rm(fileOf(context), { force: true });
  } catch (error) {
    noteProblem(context, 'removed', error);
  }
}

function noteProblem({ log }: RequestContext, what: 'read' | 'kept' | 'removed', error: unknown): void {
  if (systemErrorCode(error) === null) throw error;
  log({ kind: 'problem', what: `A draft was not ${what}: ${String(error)}` });
}

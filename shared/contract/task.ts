import * as z from 'zod/mini';
import { appError, count, farmId, taskId } from './common.ts';
import type { Shape } from './define.ts';
import { endReport } from './session.ts';

/** Long work: what it is, how far it is, how it ended. */
export const task = z.object({
  id: taskId,
  kind: z.enum([
    'session:end',
    'session:clean',
    'farm:backup',
    'farm:restore',
    'wiki:export',
    'package:install',
    'wiki:duplicate',
  ]),
  /** Null = it is about no farm that is open. */
  farmId: z.nullable(farmId),
  /** The farm, wiki, folder or file it is about, as a person knows it. */
  about: z.string(),
  done: count,
  /** Null = not known yet. */
  total: z.nullable(count),
  state: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('running'),
      /** What is counted: sessions, files found, files written, pages, steps of a package. */
      phase: z.enum(['sessions', 'finding', 'files', 'pages', 'steps']),
      cancellable: z.boolean(),
    }),
    /** Also after a cancel: what was done until then, and how to take it back. */
    z.object({ kind: z.literal('sessions-ended'), report: endReport, cancelled: z.boolean() }),
    z.object({
      kind: z.literal('backup-made'),
      file: z.string(),
      files: count,
      bytes: count,
      /** Session and cache files. */
      leftOut: count,
      /** Folders and files that wikis use and that lie outside of the farm's folder. */
      outside: z.array(z.string()),
      /** Links out of the farm and the like. */
      skipped: count,
    }),
    z.object({
      kind: z.literal('farm-restored'),
      /** Whole, since opening it is asked with this very path. */
      path: z.string(),
      files: count,
      bytes: count,
      /** Why it can't be opened yet. */
      problem: z.nullable(appError),
    }),
    z.object({
      kind: z.literal('wiki-exported'),
      folder: z.string(),
      pages: count,
      attachments: count,
      /** Not for visitors without login. */
      unreadable: count,
      /** Pages that could not be rendered. */
      failed: z.array(z.string()),
    }),
    z.object({
      kind: z.literal('package-installed'),
      changes: count,
      refused: z.array(z.string()),
      /** Stopped between two steps; what was done stays. */
      cancelled: z.boolean(),
    }),
    z.object({ kind: z.literal('wiki-duplicated'), name: z.string(), url: z.string(), files: count }),
    /** Nothing was kept. */
    z.object({ kind: z.literal('cancelled') }),
    z.object({ kind: z.literal('failed'), error: appError }),
  ]),
});
export type Task = Shape<typeof task>;
export type TaskEnd = Exclude<Task['state'], { readonly kind: 'running' }>;
export type TaskPhase = Extract<Task['state'], { readonly kind: 'running' }>['phase'];

import * as z from 'zod/mini';
import { appError, count, farmId, nothing, shortText, taskStarted, time, wikiId } from './common.ts';
import { request, type Shape } from './define.ts';

/** A whole path that a native dialog gave or a person typed. */
const typedPath = shortText.check(z.minLength(1));

export const packageStep = z.object({
  /** Empty where no page is concerned. */
  page: z.string(),
  effect: z.enum([
    ...(['create', 'revise', 'attach', 'replace', 'detach', 'delete', 'rename', 'say'] as const),
    ...(['same', 'unsupported', 'missing', 'taken', 'badName'] as const),
  ]),
  /** A file name, a new page name, or words. */
  detail: z.string(),
});
export type PackageStep = Shape<typeof packageStep>;

/** What a backup holds, and whether it can be restored to the folder asked about. */
export const restorePreview = z.object({
  /** The new folder, whole. */
  path: z.string(),
  files: count,
  bytes: count,
  /** Configuration files in it, e.g. `farmconfig.py`. */
  configFiles: z.array(z.string()),
  newestAt: z.nullable(time),
  /** What stands in the way; null = it can be restored. */
  problem: z.nullable(appError),
});
export type RestorePreview = Shape<typeof restorePreview>;

/** What leaves a farm or comes into it, and the pages that a cut-off save left. */
export const transferRequests = {
  /** The first two ask for a file, the last for a folder. Null = the person closed the dialog. Headless: `unsupported`. */
  'transfer:choose': request(
    z.tuple([z.enum(['save-zip', 'open-zip', 'new-folder']), shortText]),
    z.nullable(z.object({ path: z.string() })),
  ),
  'farm:previewRestore': request(z.tuple([typedPath, typedPath]), restorePreview),
  'farm:restore': request(z.tuple([typedPath, typedPath]), taskStarted),
} as const;

export const transferHostRequests = {
  /** `replace`: the person said in the system's dialog that a file of this name may go. */
  'farm:backup': request(
    z.tuple([farmId, typedPath, z.object({ withSessions: z.boolean(), replace: z.boolean() })]),
    taskStarted,
  ),
  /** Static HTML of what a visitor without login may read. */
  'wiki:export': request(z.tuple([farmId, wikiId, typedPath]), taskStarted),
  'package:preview': request(z.tuple([farmId, wikiId, typedPath]), z.array(packageStep)),
  'package:install': request(z.tuple([farmId, wikiId, typedPath]), taskStarted),
  /** Pages whose save was cut off (DECISIONS 25). Wikis that don't run are passed over. */
  'page:cutOff': request(
    z.tuple([farmId]),
    z.array(z.object({ wikiId, page: z.string(), sinceSeconds: count })),
  ),
  /** Only after a person said that no other program saves these pages. */
  'page:repair': request(z.tuple([farmId, wikiId, shortText]), nothing),
} as const;

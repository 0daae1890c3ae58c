import path from 'node:path';
import type { TaskEnd } from '../../../shared/contract/task.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { backupFarm } from '../../farm/backup/backup-farm.ts';
import type { RunningWiki } from '../../farm/run-wiki.ts';
import type { WikiUnit } from '../../farm/wiki-unit.ts';
import { changesSomething } from '../../page/package/package-steps.ts';
import { shortenPath } from '../shorten-path.ts';
import { failedEnd, type TaskControl, type Tasks } from '../tasks.ts';
import type * as WikiPages from '../wiki-pages.ts';
import { wholePath } from '../whole-path.ts';
import type { FarmContext, Handlers } from './context.ts';

// What works on pages is loaded with the first task that does.
const exporting = () => import('../export-wiki.ts');
const packages = () => import('../page-packages.ts');
const openWiki = async (...given: Parameters<typeof WikiPages.openWiki>) =>
  (await import('../wiki-pages.ts')).openWiki(...given);

/** What leaves a farm or comes into its wikis: backup, static HTML, page packages. */
export function transferHandlers(
  context: FarmContext,
  tasks: Tasks,
): Handlers<'farm:backup' | 'wiki:export' | 'package:preview' | 'package:install'> {
  const { host } = context;
  return {
    'farm:backup': async (_farmId, typed, wish) => {
      const file = wholePath(typed);
      if (!file.ok) return file;
      return ok({
        taskId: tasks.start({
          kind: 'farm:backup',
          about: path.basename(host.options.directory),
          phase: 'finding',
          work: (control) => backUp(host.options.directory, file.value, wish, control),
        }),
      });
    },
    'wiki:export': async (_farmId, wikiId, typed) => {
      const unit = unitOf(context, wikiId);
      if (!unit.ok) return unit;
      const folder = wholePath(typed);
      if (!folder.ok) return folder;
      return ok({
        taskId: tasks.start({
          kind: 'wiki:export',
          about: nameOf(unit.value),
          phase: 'pages',
          work: (control) =>
            withWiki(context, unit.value, (wiki) => exportPages(unit.value, wiki, folder.value, control)),
        }),
      });
    },
    'package:preview': async (_farmId, wikiId, typed) => {
      const unit = unitOf(context, wikiId);
      if (!unit.ok) return unit;
      const file = wholePath(typed);
      if (!file.ok) return file;
      const opened = await openWiki(host, unit.value);
      if (!opened.ok) return opened;
      return (await packages()).previewPackageFile(opened.value, file.value);
    },
    'package:install': async (_farmId, wikiId, typed) => {
      const unit = unitOf(context, wikiId);
      if (!unit.ok) return unit;
      if (host.options.readOnly) return readOnly;
      const file = wholePath(typed);
      if (!file.ok) return file;
      return ok({
        taskId: tasks.start({
          kind: 'package:install',
          about: nameOf(unit.value),
          phase: 'steps',
          work: (control) => withWiki(context, unit.value, (wiki) => install(wiki, file.value, control)),
        }),
      });
    },
  };
}

const readOnly = fail({
  code: 'read-only' as const,
  message: sentence('transfer.readOnly'),
  hint: sentence('transfer.readOnly.hint'),
});

function unitOf({ host }: FarmContext, wikiId: string): Result<WikiUnit> {
  const unit = host.wiki(wikiId);
  return unit ? ok(unit) : fail({ code: 'not-found', message: sentence('transfer.noWiki') });
}

const nameOf = (unit: WikiUnit): string => unit.settings?.sitename ?? unit.id;

/** A wiki that did not run is stopped again afterwards. */
async function withWiki(
  { host }: FarmContext,
  unit: WikiUnit,
  work: (wiki: RunningWiki) => Promise<TaskEnd>,
): Promise<TaskEnd> {
  const ran = unit.parts !== null;
  const opened = await openWiki(host, unit);
  if (!opened.ok) return failedEnd(opened.error);
  try {
    return await work(opened.value);
  } finally {
    if (!ran) await host.stopWikis([unit.id]);
  }
}

async function backUp(
  directory: string,
  file: string,
  wish: { readonly withSessions: boolean; readonly replace: boolean },
  { progress, signal }: TaskControl,
): Promise<TaskEnd> {
  const made = await backupFarm(directory, file, {
    ...wish,
    progress: ({ files, total }) => progress(total === null ? 'finding' : 'files', files, total),
    signal,
  });
  if (!made.ok) return failedEnd(made.error);
  const { files, bytes, leftOut, outside, skipped } = made.value;
  return {
    kind: 'backup-made',
    file: shortenPath(file),
    files,
    bytes,
    leftOut: leftOut.sessions + leftOut.caches,
    outside: [...new Set(outside.map((place) => shortenPath(place.path)))],
    skipped: skipped.length,
  };
}

async function exportPages(
  unit: WikiUnit,
  wiki: RunningWiki,
  folder: string,
  { progress, signal }: TaskControl,
): Promise<TaskEnd> {
  const { exportWiki } = await exporting();
  const made = await exportWiki(unit, wiki, folder, {
    progress: ({ pages, total }) => progress('pages', pages, total),
    signal,
  });
  if (!made.ok) return failedEnd(made.error);
  const { pages, attachments, unreadable, failed } = made.value;
  return {
    ...{ kind: 'wiki-exported', folder: shortenPath(folder), pages, attachments, unreadable },
    failed: [...failed],
  };
}

async function install(wiki: RunningWiki, file: string, { progress, signal }: TaskControl): Promise<TaskEnd> {
  const { installPackageFile } = await packages();
  const installed = await installPackageFile(wiki, file, {
    progress: (done, total) => progress('steps', done, total),
    signal,
  });
  if (!installed.ok) return failedEnd(installed.error);
  const refused = installed.value.filter(({ refusal }) => refusal !== null);
  return {
    kind: 'package-installed',
    changes: installed.value.filter((step) => step.refusal === null && changesSomething(step)).length,
    refused: refused.map(({ page }) => page),
    cancelled: signal.aborted,
  };
}

import path from 'node:path';
import {
  createPackageFile,
  installPackageFile,
  previewPackageFile,
  type PackageEffect,
  type PackageStep,
} from '../api/page-packages.ts';
import { openWiki } from '../api/wiki-pages.ts';
import type { RunningWiki } from '../farm/run-wiki.ts';

import { defineCommand, type OptionValues } from './command.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { done, exitCodes, failed, outcomeOf, table, usage, type Outcome } from './output.ts';
import { ProgressLine, untilInterrupted } from './progress.ts';

const options = {
  wiki: { value: 'W', about: 'which wiki; not needed when there is one' },
  attachments: { about: 'pack the attachments of the pages too' },
} as const;

export const packageCommand = defineCommand({
  name: 'package',
  forms: [
    'create FARM --wiki W FILE.zip PAGE... [--attachments]',
    'preview FARM --wiki W FILE.zip',
    'install FARM --wiki W FILE.zip',
  ],
  options,
  run: packageOf,
});

async function packageOf(values: OptionValues<typeof options>, words: readonly string[]): Promise<Outcome> {
  const [what, directory, named, ...names] = words;
  if (what === undefined || directory === undefined || named === undefined)
    return usage('say what to do, with which farm and which file');
  if ((what === 'create') !== names.length > 0)
    return usage(what === 'create' ? 'name the pages' : 'name one file');
  const opened = await openFarm(directory);
  if (!opened.ok) return failed(opened.error);
  try {
    const unit = chooseWiki(opened.value, values.wiki);
    if (!unit.ok) return failed(unit.error);
    const running = await openWiki(opened.value.host, unit.value);
    if (!running.ok) return failed(running.error);
    const file = path.resolve(named);
    switch (what) {
      case 'create':
        return await create(running.value, file, names, values.attachments);
      case 'preview':
        return outcomeOf(await previewPackageFile(running.value, file), (steps) =>
          done(stepLines(steps), steps.map(plain)),
        );
      case 'install':
        return await install(running.value, file);
      default:
        return usage(`there is no “package ${what}”`);
    }
  } finally {
    await opened.value.close();
  }
}

async function create(
  wiki: RunningWiki,
  file: string,
  names: readonly string[],
  withAttachments: boolean,
): Promise<Outcome> {
  const made = await createPackageFile(wiki, file, { names, withAttachments, nowSeconds: Date.now() / 1000 });
  return outcomeOf(made, ({ pages, attachments }) =>
    done(`${file}: ${pages.length} pages, ${attachments} attachments.\n`, { file, pages, attachments }),
  );
}

async function install(wiki: RunningWiki, file: string): Promise<Outcome> {
  const line = new ProgressLine();
  const interrupted = untilInterrupted();
  const result = await installPackageFile(wiki, file, {
    progress: (count, total) => line.show(`${count} of ${total} steps`),
    signal: interrupted.signal,
  });
  interrupted.release();
  line.end();
  return outcomeOf(result, (steps) => {
    const refused = steps.filter(({ refusal }) => refusal !== null);
    const lines = refused
      .map(({ page, refusal }) => `${page}: refused (${refusal?.kind ?? ''})\n`)
      .concat(
        steps.flatMap(({ page, incomplete }) =>
          incomplete ? [`${page}: ${lackWords[incomplete.kind]} (${incomplete.code})\n`] : [],
        ),
      );
    const outcome = done(
      `${stepLines(steps)}${lines.join('')}`,
      steps.map((step) => ({
        ...plain(step),
        refusal: step.refusal?.kind ?? null,
        incomplete: step.incomplete?.kind ?? null,
      })),
    );
    return refused.length === 0 ? outcome : { ...outcome, exitCode: exitCodes.failed };
  });
}

const lackWords = {
  'not-logged': 'stored, but the log of changes could not be written',
  'not-flushed': 'stored, but the disk did not confirm it',
} as const;

const plain = ({ page, effect, detail }: PackageStep) => ({ page, effect, detail });

const stepLines = (steps: readonly PackageStep[]): string =>
  table(steps.map(({ page, effect, detail }) => [page, `${effectWords[effect]} ${detail}`.trim()]));

const effectWords: Readonly<Record<PackageEffect, string>> = {
  create: 'new page',
  revise: 'new revision',
  attach: 'attachment',
  replace: 'replaces the attachment',
  detach: 'deletes the attachment',
  delete: 'deletes the page',
  rename: 'renames the page to',
  say: 'says:',
  same: 'already so',
  unsupported: 'left out, not possible here:',
  missing: 'left out, there is nothing to work on',
  taken: 'left out, the name is taken:',
  badName: 'left out, no name for a page',
};

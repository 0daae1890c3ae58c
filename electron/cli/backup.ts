import path from 'node:path';
import { backupFarm } from '../farm/backup/backup-farm.ts';
import type { OutsidePlace } from '../farm/backup/farm-folders.ts';
import { restoreFarm } from '../farm/backup/restore-farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { done, outcomeOf, usage, type Outcome } from './output.ts';
import { ProgressLine, untilInterrupted } from './progress.ts';
import { english } from '../../shared/texts/english.ts';

const backupOptions = {
  'with-sessions': { about: 'take session files and caches too' },
} as const;

export const backupCommand = defineCommand({
  name: 'backup',
  forms: ['FARM FILE.zip'],
  options: backupOptions,
  run: backup,
});

async function backup(
  options: OptionValues<typeof backupOptions>,
  words: readonly string[],
): Promise<Outcome> {
  const [directory, file, ...rest] = words;
  if (directory === undefined || file === undefined || rest.length > 0)
    return usage('name the farm and the file to write');
  const line = new ProgressLine();
  const interrupted = untilInterrupted();
  const result = await backupFarm(path.resolve(directory), path.resolve(file), {
    withSessions: options['with-sessions'],
    progress: ({ files, bytes, total }) =>
      line.show(total === null ? `${files} files found` : `${files} of ${total} files, ${megabytes(bytes)}`),
    signal: interrupted.signal,
  });
  interrupted.release();
  line.end();
  return outcomeOf(result, (report) => {
    const { sessions, caches } = report.leftOut;
    const lines = [
      `${report.file}: ${report.files} files, ${megabytes(report.bytes)} before packing.`,
      ...(sessions + caches > 0
        ? [`Left out: ${sessions} session files, ${caches} cache files (--with-sessions takes them).`]
        : []),
      ...outsideLines(report.outside, 'Not in this backup, because it lies outside the farm’s folder:'),
      ...report.skipped.map((name) => `Skipped: ${name} (a link out of the farm, or no plain file)`),
      ...report.unknown.map(
        (wiki) => `${wiki}: its configuration can’t be read, so all its files were taken.`,
      ),
    ];
    return done(`${lines.join('\n')}\n`, report);
  });
}

export const restoreCommand = defineCommand({
  name: 'restore',
  forms: ['FILE.zip DIR'],
  options: {},
  run: (_options, words) => restore(words),
});

async function restore(words: readonly string[]): Promise<Outcome> {
  const [file, directory, ...rest] = words;
  if (file === undefined || directory === undefined || rest.length > 0)
    return usage('name the backup and a new folder');
  const line = new ProgressLine();
  const interrupted = untilInterrupted();
  const result = await restoreFarm(path.resolve(file), path.resolve(directory), {
    progress: ({ files, total }) => line.show(`${files} of ${total} files`),
    signal: interrupted.signal,
  });
  interrupted.release();
  line.end();
  return outcomeOf(result, (report) => {
    const lines = [
      `${report.directory}: ${report.files} files, ${megabytes(report.bytes)}.`,
      ...outsideLines(report.outside, 'Outside this folder, as the configuration says:'),
      ...(report.problem === null ? [] : [`It can’t be opened yet. ${english(report.problem.message)}`]),
    ];
    return done(`${lines.join('\n')}\n`, report);
  });
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function outsideLines(outside: readonly OutsidePlace[], head: string): readonly string[] {
  if (outside.length === 0) return [];
  return [head, ...outside.map(({ wiki, option, path: place }) => `  ${wiki}: ${option} ${place}`)];
}

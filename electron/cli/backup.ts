import path from 'node:path';
import { parseArgs } from 'node:util';
import { backupFarm } from '../farm/backup/backup-farm.ts';
import type { OutsidePlace } from '../farm/backup/farm-folders.ts';
import { restoreFarm } from '../farm/backup/restore-farm.ts';
import { done, outcomeOf, usage, type Outcome } from './output.ts';
import { ProgressLine, untilInterrupted } from './progress.ts';

/** `backup FARM FILE.zip`: the farm's folder as one file. */
export async function backupCommand(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      'with-sessions': { type: 'boolean', default: false },
    },
  });
  const [directory, file, ...rest] = positionals;
  if (directory === undefined || file === undefined || rest.length > 0)
    return usage('name the farm and the file to write');
  const line = new ProgressLine();
  const interrupted = untilInterrupted();
  const result = await backupFarm(path.resolve(directory), path.resolve(file), {
    withSessions: values['with-sessions'],
    progress: ({ files, bytes }) => line.show(`${files} files, ${megabytes(bytes)}`),
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

/** `restore FILE.zip DIR`: a backup as a farm again. */
export async function restoreCommand(words: readonly string[]): Promise<Outcome> {
  const { positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [file, directory, ...rest] = positionals;
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
      ...(report.problem === null ? [] : [`It can’t be opened yet. ${report.problem.message}`]),
    ];
    return done(`${lines.join('\n')}\n`, report);
  });
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function outsideLines(outside: readonly OutsidePlace[], head: string): readonly string[] {
  if (outside.length === 0) return [];
  return [head, ...outside.map(({ wiki, option, path: place }) => `  ${wiki}: ${option} ${place}`)];
}

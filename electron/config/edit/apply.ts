import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { writeFileAtomic } from '../../base/atomic-write.ts';
import { mkdir, readFile } from '../../base/file-system.ts';
import { hashOf } from '../module-files.ts';
import { replaceConfigFile } from './replace-file.ts';
import { diskCode } from './request.ts';

/** What one configuration file becomes. */
export interface ConfigFileChange {
  /** Absolute path. */
  readonly file: string;
  /** What it is called towards people: relative to the farm. */
  readonly shown: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

export interface WrittenConfigFile extends ConfigFileChange {
  /** Absolute path of the copy of the old file. */
  readonly backup: string;
}

export interface WriteContext {
  readonly backupDirectory: string;
  readonly nowMs: () => number;
}

/**
 * Writes all files or none: a copy of each old one, then each in one step, never over a file that is not `before` any
 * more. When one can't be written, those before it get their old bytes again.
 */
export async function writeConfigFiles(
  changes: readonly ConfigFileChange[],
  { backupDirectory, nowMs }: WriteContext,
): Promise<Result<readonly WrittenConfigFile[]>> {
  const begun: WrittenConfigFile[] = [];
  try {
    for (const change of changes) {
      const { file, shown, before, after } = change;
      if (!(await holds(file, before))) throw new ChangedMeanwhileError(shown);
      begun.push({ ...change, backup: await keepBackup(backupDirectory, shown, before, nowMs) });
      await replaceConfigFile(file, after, nowMs);
    }
    return ok(begun);
  } catch (error) {
    const stuck = await putBack(begun, nowMs);
    const problem = writeError(error);
    return fail(stuck.length === 0 ? problem : halfDone(stuck, problem));
  }
}

/** Undoes what {@link writeConfigFiles} wrote, by its own rules: all files or none, and none that somebody changed since. */
export const undoConfigFiles = (
  written: readonly WrittenConfigFile[],
  context: WriteContext,
): Promise<Result<readonly WrittenConfigFile[]>> =>
  writeConfigFiles(
    written.map((change) => ({ ...change, before: change.after, after: change.before })),
    context,
  );

const holds = async (file: string, bytes: Uint8Array): Promise<boolean> =>
  hashOf(await readFile(file)) === hashOf(bytes);

/** Also the file that failed: it may be in place although flushing its folder was refused. Answers those that stay new. */
async function putBack(
  begun: readonly WrittenConfigFile[],
  nowMs: () => number,
): Promise<WrittenConfigFile[]> {
  const stuck: WrittenConfigFile[] = [];
  for (const change of begun.toReversed())
    try {
      if (await holds(change.file, change.after)) await replaceConfigFile(change.file, change.before, nowMs);
    } catch {
      // Told with the place of its copy; the others are still put back.
      stuck.push(change);
    }
  return stuck;
}

class ChangedMeanwhileError extends Error {}

function writeError(error: unknown): AppError {
  if (error instanceof ChangedMeanwhileError)
    return {
      code: 'config-changed',
      message: sentence('options.fileChanged', { file: error.message }),
      hint: sentence('options.changed.hint'),
    };
  return {
    code: diskCode(error),
    message: sentence('options.notWritten'),
    hint: sentence('options.notWritten.hint'),
    detail: String(error),
  };
}

const halfDone = (stuck: readonly WrittenConfigFile[], cause: AppError): AppError => ({
  ...cause,
  message: sentence('options.halfWritten', { files: stuck.map(({ shown }) => shown) }),
  hint: sentence('options.halfWritten.hint', { backups: stuck.map(({ backup }) => backup) }),
});

/** A copy of a configuration file in Croft's own folder, never beside the original (DECISIONS 3); answers its path. */
export async function keepBackup(
  directory: string,
  shown: string,
  bytes: Uint8Array,
  nowMs: () => number,
): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const stamp = new Date(nowMs()).toISOString().replace(/[:.]/g, '-');
  const name = `${shown.replace(/[\\/]/g, '__')}.${stamp}.${randomBytes(2).toString('hex')}`;
  const backup = path.join(directory, name);
  await writeFileAtomic(backup, bytes, { mode: 0o600 });
  return backup;
}

import {
  constants,
  copyFile,
  mkdir,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  utimes,
} from '../../base/file-system.ts';
import path from 'node:path';

export interface CopyOptions {
  /** Absolute folders that stay out. */
  readonly leftOut: readonly string[];
  readonly progress: (files: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Copies a data folder that may be in use; answers how many files.
 *
 * It grows under another name and gets its own in the end, so a copy that was stopped leaves nothing. Names go in byte
 * order: `current` is taken before the revisions it names, as a save writes it after them.
 */
export async function copyDataFolder(from: string, to: string, options: CopyOptions): Promise<number> {
  const growing = `${to}.croft-copying`;
  await rm(growing, { recursive: true, force: true });
  await mkdir(path.dirname(to), { recursive: true });
  try {
    const files = await copyFolder(from, growing, options, 0);
    await rename(growing, to);
    return files;
  } catch (error) {
    await rm(growing, { recursive: true, force: true });
    throw error;
  }
}

async function copyFolder(from: string, to: string, options: CopyOptions, before: number): Promise<number> {
  const { mode } = await stat(from);
  await mkdir(to, { mode: mode & 0o7777 });
  const names = (await readdir(from)).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const entries = new Map((await readdir(from, { withFileTypes: true })).map((entry) => [entry.name, entry]));
  let files = before;
  for (const name of names) {
    options.signal.throwIfAborted();
    const [source, target] = [path.join(from, name), path.join(to, name)];
    const entry = entries.get(name);
    if (options.leftOut.includes(source)) await mkdir(target, { mode: 0o770 });
    else if (entry?.isDirectory() === true) files = await copyFolder(source, target, options, files);
    else if (entry?.isSymbolicLink() === true) await symlink(await readlink(source), target);
    else if (entry?.isFile() === true) {
      await copyOne(source, target);
      files += 1;
      options.progress(files);
    }
  }
  return files;
}

/** Modification times are kept: MoinMoin compares them. */
async function copyOne(source: string, target: string): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  const { atime, mtime } = await stat(source);
  await utimes(target, atime, mtime);
}

import { closeSync, fchmodSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { notPlain, UnreadableError } from './disk-reading.ts';
import { temporaryBeside } from './temporary-files.ts';
import { aboutFile, systemErrorCode } from './system-error.ts';

/** As MoinMoin makes them: for owner and group, whatever the mask of this process. */
export const folderMode = 0o770;
export const fileMode = 0o660;

/** Creates a folder if it is missing (its parent exists). */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
    await chmod(folder, folderMode);
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  }
}

export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // folders can't be opened there
  await flush(folder, 'r');
}

export const flushFile = (file: string): Promise<void> => flush(file, 'r+');

async function flush(path: string, mode: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, mode);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Appends one line (with its line feed) in a single write, as everybody who shares the file does. A last line that was
 * cut off by a crash gets its line feed first, so that it spoils no good line.
 */
export async function appendLine(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+', fileMode);
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw new UnreadableError({ kind: 'unreadable', file, code: notPlain });
    const { size } = facts;
    if (size === 0) await handle.chmod(fileMode);
    const last = Buffer.alloc(1);
    const isCut = size > 0 && (await handle.read(last, 0, 1, size - 1)).bytesRead === 1 && last[0] !== 0x0a;
    await handle.appendFile(isCut ? `\n${line}` : line);
  } catch (error) {
    throw aboutFile(error, file);
  } finally {
    await handle.close();
  }
}

/**
 * {@link appendLine} where nothing else may happen meanwhile. Answers what takes the line back as long as nothing follows
 * it. A line of which only a part found room is taken back at once.
 */
export function appendLineNow(file: string, line: string): () => void {
  const descriptor = openSync(file, 'a+', fileMode);
  try {
    const facts = fstatSync(descriptor);
    if (!facts.isFile()) throw new UnreadableError({ kind: 'unreadable', file, code: notPlain });
    const { size } = facts;
    if (size === 0) fchmodSync(descriptor, fileMode);
    const last = Buffer.alloc(1);
    const isCut = size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
    const bytes = Buffer.from(isCut ? `\n${line}` : line);
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
    } catch (error) {
      cutBack(descriptor, size, size + written);
      throw error;
    }
    return () => {
      const again = openSync(file, 'r+');
      try {
        cutBack(again, size, size + bytes.length);
      } finally {
        closeSync(again);
      }
    };
  } catch (error) {
    throw aboutFile(error, file);
  } finally {
    closeSync(descriptor);
  }
}

function cutBack(descriptor: number, size: number, expected: number): void {
  if (fstatSync(descriptor).size === expected) ftruncateSync(descriptor, size);
}

/** Writes and flushes a file that nobody reads yet; time in seconds since 1970. */
export async function writeNewFile(
  file: string,
  bytes: Uint8Array | string,
  modifiedSeconds?: number,
): Promise<void> {
  const handle = await open(file, 'w', fileMode);
  try {
    await handle.writeFile(bytes);
    await handle.chmod(fileMode);
    if (modifiedSeconds !== undefined) await handle.utimes(modifiedSeconds, modifiedSeconds);
    await handle.sync();
  } catch (error) {
    throw aboutFile(error, file);
  } finally {
    await handle.close();
  }
}

/** True when the file was there. */
export async function removeIfThere(file: string): Promise<boolean> {
  try {
    await unlink(file);
    return true;
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return false;
  }
}

/** Copies bytes and times of one file and flushes the copy. */
export async function copyFileFlushed(source: string, target: string): Promise<void> {
  await copyFile(source, target);
  const { atime, mtime } = await stat(source);
  await chmod(target, fileMode);
  await utimes(target, atime, mtime);
  await flushFile(target);
}

/**
 * Copies a page folder under a temporary name that page lists pass over, lets `finish` change it, and renames it to its
 * place: nobody ever sees half a page. Links and special files are left out.
 */
export async function copyFolder(
  source: string,
  target: string,
  options: {
    readonly skip: (relativePath: string) => boolean;
    readonly finish?: (temporary: string) => Promise<void>;
  },
): Promise<void> {
  const temporary = temporaryBeside(target);
  try {
    await copyTree(source, temporary, '', options.skip);
    await options.finish?.(temporary);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  await flushFolder(path.dirname(target));
}

async function copyTree(
  source: string,
  target: string,
  relative: string,
  skip: (relativePath: string) => boolean,
): Promise<void> {
  await makeFolder(target);
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const inside = path.join(relative, entry.name);
    if (skip(inside)) continue;
    const from = path.join(source, entry.name);
    const to = path.join(target, entry.name);
    if (entry.isDirectory()) await copyTree(from, to, inside, skip);
    else if (entry.isFile()) await copyFileFlushed(from, to);
  }
  await flushFolder(target);
}

import { createHash } from 'node:crypto';
import { readFileSync, statSync, readdir, readFile, stat } from '../base/file-system.ts';
import path from 'node:path';
import { sideBySide } from '../../shared/side-by-side.ts';
import { systemErrorCode } from '../base/system-error.ts';
import type { ModuleFiles } from './python/interpreter.ts';

/** Larger files are not read: no configuration is. */
export const maxFileBytes = 16 * 1024 * 1024;
const maxPrefetchBytes = 64 * 1024 * 1024;
const filesAtATime = 16;

export interface FoundModule {
  readonly file: string;
  /** Null when only a compiled copy is left, or the file can't be read (then `trouble` says why). */
  readonly bytes: Uint8Array | null;
  readonly trouble: string | null;
}

/** Hash of a file's bytes, to notice that it has changed. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The Python files of a config folder. Those directly in it are read ahead; packages when they are imported.
 * Throws the system's error when the folder itself can't be read.
 */
export async function openModuleFiles(
  dir: string,
  replace: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<DiskModules> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = new Set(entries.map((entry) => entry.name));
  const contents = new Map<string, FoundModule>();
  let total = 0;
  const python = [...names].filter((entry) => entry.endsWith('.py')).toSorted();
  const sizes = await sideBySide(python, filesAtATime, (name) => sizeOf(path.join(dir, name)));
  const wanted = python.filter((_name, index) => {
    const size = sizes[index] ?? 0;
    total += size;
    return size <= maxFileBytes && total <= maxPrefetchBytes;
  });
  for (const found of await sideBySide(wanted, filesAtATime, (name) => readModule(dir, name)))
    contents.set(found.file, found);
  for (const [file, bytes] of replace) {
    names.add(file);
    contents.set(file, { file, bytes, trouble: null });
  }
  return new DiskModules(dir, names, contents);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return 0; // a broken link; reading it says so
  }
}

async function readModule(dir: string, name: string): Promise<FoundModule> {
  try {
    return { file: name, bytes: await readFile(path.join(dir, name)), trouble: null };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    return { file: name, bytes: null, trouble: code };
  }
}

/**
 * Null when nothing can be found there. Like Python, which asks the same way, takes a folder it may not enter (a wiki's
 * data beside the wiki's module of that name) for a folder that is no package.
 */
function sizeIfThere(file: string): number | null {
  try {
    return statSync(file).size;
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return null;
  }
}

/** Module names become paths here and nowhere else: every part is one plain file name inside the folder. */
export class DiskModules implements ModuleFiles {
  readonly dir: string;
  readonly #names: ReadonlySet<string>;
  readonly #contents: Map<string, FoundModule>;

  constructor(dir: string, names: ReadonlySet<string>, contents: Map<string, FoundModule>) {
    this.dir = dir;
    this.#names = names;
    this.#contents = contents;
  }

  find(module: string): FoundModule | null {
    const parts = module.split('.');
    if (parts.some((part) => part === '' || /[/\\\0]/.test(part))) return null;
    const base = parts.join('/');
    if (parts.length === 1) {
      if (this.#names.has(base) && this.#read(`${base}/__init__.py`) !== null)
        return this.#read(`${base}/__init__.py`);
      if (this.#names.has(`${base}.py`)) return this.#read(`${base}.py`);
      if (this.#names.has(`${base}.pyc`)) return { file: `${base}.pyc`, bytes: null, trouble: null };
      return null;
    }
    return this.#read(`${base}/__init__.py`) ?? this.#read(`${base}.py`);
  }

  /** Names of the modules directly in the folder. */
  moduleNames(): string[] {
    return [...this.#names]
      .filter((name) => name.endsWith('.py'))
      .map((name) => name.slice(0, -3))
      .toSorted();
  }

  /** What has been read so far, with the hash of the bytes. */
  hashes(): ReadonlyMap<string, string> {
    const hashes = new Map<string, string>();
    for (const { file, bytes } of this.#contents.values())
      if (bytes !== null) hashes.set(file, hashOf(bytes));
    return hashes;
  }

  #read(file: string): FoundModule | null {
    const known = this.#contents.get(file);
    if (known !== undefined) return known;
    const full = path.join(this.dir, file);
    const size = sizeIfThere(full);
    if (size === null) return null;
    try {
      const found: FoundModule =
        size > maxFileBytes
          ? { file, bytes: null, trouble: 'larger than 16 MB' }
          : { file, bytes: readFileSync(full), trouble: null };
      this.#contents.set(file, found);
      return found;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      if (code === null) throw error;
      return { file, bytes: null, trouble: code };
    }
  }
}

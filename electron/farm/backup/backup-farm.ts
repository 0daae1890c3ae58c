import { heard, toldElsewhere } from '../../base/guard.ts';
import {
  type BigIntStats,
  createReadStream,
  lstat,
  open,
  readdir,
  readlink,
  rename,
  rm,
} from '../../base/file-system.ts';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { systemErrorCode } from '../../base/system-error.ts';
import { isTemporaryFile } from '../../base/temporary-files.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { loadFarmModel } from '../farm-model.ts';
import { findOpenTarget } from '../open-target.ts';
import { countFiles } from './count-files.ts';
import { diskProblem } from '../../base/disk-problem.ts';
import { farmFolders, type FarmFolders, type OutsidePlace } from './farm-folders.ts';
import { pathIsThere } from './path-is-there.ts';
import { linkStaysInside } from '../../zip/member-path.ts';
import { fileTypes } from '../../zip/format.ts';
import { ZipWriter } from '../../zip/writer.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

export interface BackupOptions {
  /** Session files and caches too; they are left out otherwise. */
  readonly withSessions: boolean;
  /** A file of that name is replaced, once the new one is complete; otherwise it is refused. */
  readonly replace?: boolean;
  /** `total` is null as long as files are counted, and then about right: a farm may be running. */
  readonly progress: (step: {
    readonly files: number;
    readonly bytes: number;
    readonly total: number | null;
  }) => void;
  readonly signal?: AbortSignal;
}

export interface BackupReport {
  readonly file: string;
  readonly files: number;
  readonly folders: number;
  /** Before packing. */
  readonly bytes: number;
  readonly leftOut: { readonly sessions: number; readonly caches: number };
  /** What the wikis use and the backup does not hold. */
  readonly outside: readonly OutsidePlace[];
  /** Relative: links that lead out of the farm, sockets and the like. */
  readonly skipped: readonly string[];
  /** Wikis whose configuration can't be read: their sessions could not be told from other files and were kept. */
  readonly unknown: readonly string[];
}

/** Stands at the end of the zip file, so that a person who opens it sees what it is. */
const comment = 'Backup of a wiki farm, made by Croft. "croft restore FILE DIR" unpacks it.';

/**
 * Packs everything in a farm's folder into a zip file that only its owner may read (it holds password hashes).
 *
 * The farm may go on running: a file that grows is taken as long as it was, one that vanishes is passed over, and `current` is
 * read before the revisions it names. The zip file appears under its name when it is complete, or not at all.
 */
export async function backupFarm(
  directory: string,
  file: string,
  options: BackupOptions,
): Promise<Result<BackupReport>> {
  const target = await findOpenTarget(directory);
  if (!target.ok) return target;
  if (options.replace !== true && (await pathIsThere(file)))
    return fail({
      code: 'already-exists',
      message: sentence('files.exists', { file }),
      hint: sentence('files.exists.hint'),
    });
  const temporary = path.join(
    path.dirname(file),
    `.${path.basename(file).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    const folders = await foldersOf(directory);
    const total = await countFiles(
      directory,
      options.withSessions ? new Set() : new Set([...folders.sessions, ...folders.caches]),
      {
        onCount: (files) => options.progress({ files, bytes: 0, total: null }),
        signal: options.signal,
      },
    );
    const handle = await open(temporary, 'wx', 0o600);
    try {
      const zip = new ZipWriter(handle);
      const packer = new Packer(directory, zip, folders, { ...options, total }, [file, temporary]);
      await packer.packFolder(Buffer.alloc(0));
      await packer.zip.finish(comment);
      await handle.sync();
      await rename(temporary, file);
      return ok({ file, ...packer.report(), outside: folders.outside, unknown: folders.unknown });
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    if (options.signal?.aborted === true)
      return fail({ code: 'cancelled', message: sentence('files.backupCancelled') });
    return fail(diskProblem(error, file));
  }
}

/** A farm that can't be read as a farm can be saved all the same; only sessions are not known then. */
async function foldersOf(directory: string): Promise<FarmFolders> {
  const model = await loadFarmModel(directory, 0);
  if (model.ok) return farmFolders(model.value, directory);
  return { sessions: new Set(), caches: new Set(), outside: [], unknown: [path.basename(directory)] };
}

class Packer {
  private files = 0;
  private folderCount = 0;
  private bytes = 0;
  private readonly leftOut = { sessions: 0, caches: 0 };
  private readonly skipped: string[] = [];

  constructor(
    private readonly root: string,
    readonly zip: ZipWriter,
    private readonly folders: FarmFolders,
    private readonly options: BackupOptions & { readonly total: number },
    private readonly own: readonly string[],
  ) {}

  report() {
    const { files, folderCount, bytes, leftOut, skipped } = this;
    return { files, folders: folderCount, bytes, leftOut, skipped };
  }

  /** `name`: bytes of the path below the root, without slashes around it; empty for the root itself. */
  async packFolder(name: Buffer): Promise<void> {
    const entries = await readdir(this.pathOf(name), { encoding: 'buffer' });
    // `current` comes before `revisions` this way, so what it names is there when that folder is read.
    for (const entry of entries.sort((a, b) => Buffer.compare(a, b))) {
      this.options.signal?.throwIfAborted();
      const child = name.length === 0 ? entry : Buffer.concat([name, Buffer.from('/'), entry]);
      await this.packEntry(child);
    }
  }

  private pathOf(name: Buffer): Buffer {
    return Buffer.concat([Buffer.from(`${this.root}${path.sep}`), name]);
  }

  private async packEntry(name: Buffer): Promise<void> {
    const place = path.join(this.root, name.toString('utf8'));
    if (this.own.includes(place) || isTemporaryFile(path.basename(place))) return;
    try {
      const stat = await lstat(this.pathOf(name), { bigint: true });
      if (stat.isDirectory()) await this.packSubfolder(name, place, stat);
      else if (stat.isFile()) await this.packFile(name, stat);
      else if (stat.isSymbolicLink()) await this.packLink(name, stat);
      else this.skipped.push(name.toString('utf8'));
    } catch (error) {
      const code = systemErrorCode(error);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error; // it went away meanwhile
    }
  }

  private async packSubfolder(name: Buffer, place: string, stat: BigIntStats): Promise<void> {
    const kind = this.kindOf(place);
    this.folderCount += 1;
    await this.zip.addBytes(memberOf(Buffer.concat([name, Buffer.from('/')]), stat));
    // The empty folder stays: MoinMoin and Croft find it with the right owner and mode.
    if (kind !== null && !this.options.withSessions) await this.countLeftOut(name, kind);
    else await this.packFolder(name);
  }

  private kindOf(place: string): 'sessions' | 'caches' | null {
    if (this.folders.sessions.has(place)) return 'sessions';
    return this.folders.caches.has(place) ? 'caches' : null;
  }

  /** Inside a cache the session folder counts as what it is. */
  private async countLeftOut(name: Buffer, kind: 'sessions' | 'caches'): Promise<void> {
    for (const entry of await readdir(this.pathOf(name), { withFileTypes: true })) {
      const place = path.join(this.root, name.toString('utf8'), entry.name);
      if (entry.isDirectory())
        await this.countLeftOut(
          Buffer.from(path.relative(this.root, place).replaceAll(path.sep, '/')),
          this.kindOf(place) ?? kind,
        );
      else this.leftOut[kind] += 1;
    }
  }

  private async packFile(name: Buffer, stat: BigIntStats): Promise<void> {
    const size = Number(stat.size);
    const member = memberOf(name, stat);
    const signal = this.options.signal;
    if (size === 0) await this.zip.addBytes(member);
    else {
      const content = heard(
        createReadStream(this.pathOf(name), { end: size - 1, highWaterMark: 256 * 1024 }),
        toldElsewhere,
      );
      await opened(content);
      this.bytes += await this.zip.addStream(member, content, size, signal);
    }
    this.files += 1;
    const { files, bytes } = this;
    this.options.progress({ files, bytes, total: Math.max(files, this.options.total) });
  }

  /** A link that leads out of the farm means nothing elsewhere, and could mean harm. */
  private async packLink(name: Buffer, stat: BigIntStats): Promise<void> {
    const target = await readlink(this.pathOf(name), { encoding: 'buffer' });
    if (!linkStaysInside(name.toString('latin1'), target.toString('latin1'))) {
      this.skipped.push(name.toString('utf8'));
      return;
    }
    await this.zip.addBytes(memberOf(name, stat), target);
  }
}

/** Waits until the file is open, so that one that vanished leaves no trace in the zip file. */
function opened(stream: ReturnType<typeof createReadStream>): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('open', () => resolve());
    stream.once('error', reject);
  });
}

const memberOf = (name: Buffer, stat: BigIntStats) => ({
  name,
  mode: Number(stat.mode) & (fileTypes.mask | 0o7777),
  modifiedSeconds: Number(stat.mtimeNs / 1_000_000_000n),
});

import { randomBytes } from 'node:crypto';
import { heard, toldElsewhere } from '../../base/guard.ts';
import {
  createWriteStream,
  chmod,
  mkdir,
  open,
  rename,
  rm,
  statfs,
  symlink,
  utimes,
  type FileHandle,
} from '../../base/file-system.ts';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import { loadFarmModel } from '../farm-model.ts';
import { diskProblem } from '../../base/disk-problem.ts';
import { pathIsThere } from './path-is-there.ts';
import { farmFolders, type OutsidePlace } from './farm-folders.ts';
import { linkStaysInside, memberParts } from '../../zip/member-path.ts';
import { fileTypes } from '../../zip/format.ts';
import { openMember, readMembers, ZipError, type StoredMember } from '../../zip/reader.ts';

export interface RestoreOptions {
  readonly progress: (step: { readonly files: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

export interface RestoreReport {
  readonly directory: string;
  readonly files: number;
  readonly bytes: number;
  /** Folders that the restored configuration names and that lie elsewhere: perhaps the old place. */
  readonly outside: readonly OutsidePlace[];
  /** Why the restored farm can't be opened yet; null when it can. */
  readonly problem: AppError | null;
}

interface PlannedMember {
  readonly member: StoredMember;
  readonly parts: readonly string[];
  readonly kind: 'folder' | 'file' | 'link';
}

/**
 * Unpacks a backup into a new folder.
 *
 * Nothing in the zip file is believed: names are proven to stay inside, lengths and checksums are checked while unpacking. All is
 * unpacked beside the target and renamed at the end, so that there is a whole farm or none.
 */
export async function restoreFarm(
  file: string,
  directory: string,
  options: RestoreOptions,
): Promise<Result<RestoreReport>> {
  const taken = await obstacle(directory, 0);
  if (taken !== null) return fail(taken);
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    return fail(diskProblem(error, file));
  }
  const temporary = path.join(
    path.dirname(directory),
    `.${path.basename(directory).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    const planned = plan(await readMembers(handle));
    if (!planned.ok) return planned;
    const bytes = planned.value.reduce((sum, { member }) => sum + member.bytes, 0);
    const inTheWay = await obstacle(directory, bytes);
    if (inTheWay !== null) return fail(inTheWay);
    await mkdir(temporary, { mode: 0o700 });
    const files = await unpackAll(handle, temporary, planned.value, options);
    await chmod(temporary, 0o755 & ~process.umask());
    await rename(temporary, directory);
    return ok({ directory, files, bytes, ...(await lookAt(directory)) });
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (options.signal?.aborted === true)
      return fail({ code: 'cancelled', message: sentence('files.restoreCancelled') });
    if (error instanceof ZipError)
      return fail({
        code: 'unreadable',
        message: sentence('files.cantRestore', { file, reason: error.message }),
        file,
      });
    return fail(diskProblem(error, directory));
  } finally {
    await handle.close();
  }
}

/** What a backup holds and whether it can become that folder; writes nothing. */
export interface RestorePreview {
  readonly files: number;
  readonly bytes: number;
  readonly configFiles: readonly string[];
  /** Time of the newest file, seconds since 1970; null: there is none. */
  readonly newestSeconds: number | null;
  readonly problem: AppError | null;
}

export async function previewRestore(file: string, directory: string): Promise<Result<RestorePreview>> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    return fail(diskProblem(error, file));
  }
  try {
    const planned = plan(await readMembers(handle));
    if (!planned.ok) return planned;
    const files = planned.value.filter(({ kind }) => kind === 'file');
    const bytes = files.reduce((sum, { member }) => sum + member.bytes, 0);
    return ok({
      files: files.length,
      bytes,
      configFiles: files
        .filter(isConfigFile)
        .map(({ parts }) => Buffer.from(parts.join('/'), 'latin1').toString('utf8')),
      newestSeconds: files.reduce<number | null>(
        (newest, { member }) => Math.max(newest ?? member.modifiedSeconds, member.modifiedSeconds),
        null,
      ),
      problem: await obstacle(directory, bytes),
    });
  } catch (error) {
    if (error instanceof ZipError)
      return fail({
        code: 'unreadable',
        message: sentence('files.cantRestore', { file, reason: error.message }),
        file,
      });
    return fail(diskProblem(error, directory));
  } finally {
    await handle.close();
  }
}

/** Why this folder can't be made; null: it can. */
async function obstacle(directory: string, bytes: number): Promise<AppError | null> {
  try {
    if (await pathIsThere(directory))
      return {
        code: 'already-exists',
        message: sentence('files.exists', { file: directory }),
        hint: sentence('files.folderExists.hint'),
      };
    const room = await statfs(path.dirname(directory));
    return room.bavail * room.bsize < bytes
      ? { code: 'disk-full', message: sentence('files.noRoomFor', { file: directory, bytes }) }
      : null;
  } catch (error) {
    return diskProblem(error, directory);
  }
}

/** Every member with its place, or why this file is refused before anything is written. */
function plan(members: readonly StoredMember[]): Result<readonly PlannedMember[]> {
  const refuse = (message: Sentence) => fail({ code: 'bad-argument' as const, message });
  const planned: PlannedMember[] = [];
  const seen = new Set<string>();
  const links = new Set<string>();
  for (const member of members) {
    const name = member.name.toString('latin1');
    const parts = memberParts(name);
    if (parts === null)
      return refuse(sentence('files.leadsOut', { name: JSON.stringify(member.name.toString('utf8')) }));
    const place = parts.join('/');
    if (seen.has(place))
      return refuse(sentence('files.twice', { name: JSON.stringify(member.name.toString('utf8')) }));
    seen.add(place);
    const kind = kindOf(member, name);
    if (kind === 'link') links.add(place);
    if (kind !== null) planned.push({ member, parts, kind });
  }
  // What would be written through a link could land anywhere.
  const through = planned.find(({ parts }) =>
    parts.some((_, index) => index > 0 && links.has(parts.slice(0, index).join('/'))),
  );
  if (through) return refuse(sentence('files.belowLink', { name: JSON.stringify(through.parts.join('/')) }));
  if (!planned.some(isConfigFile)) return refuse(sentence('files.noFarm'));
  return ok(planned);
}

const isConfigFile = ({ parts }: PlannedMember): boolean =>
  parts.length <= 2 && ['farmconfig.py', 'wikiconfig.py', 'croft.json'].includes(parts.at(-1) ?? '');

function kindOf(member: StoredMember, name: string): PlannedMember['kind'] | null {
  if (name.endsWith('/')) return 'folder';
  const type = member.mode & fileTypes.mask;
  if (type === fileTypes.link) return 'link';
  return type === fileTypes.file || type === 0 ? 'file' : null; // devices and the like
}

const longestLink = 4096;

async function unpackAll(
  handle: FileHandle,
  root: string,
  planned: readonly PlannedMember[],
  options: RestoreOptions,
): Promise<number> {
  const total = planned.filter(({ kind }) => kind === 'file').length;
  const made = new Set<string>();
  let files = 0;
  for (const { member, parts, kind } of planned) {
    options.signal?.throwIfAborted();
    await makeFolders(root, kind === 'folder' ? parts : parts.slice(0, -1), made);
    if (kind !== 'file') continue;
    await unpackFile(handle, member, placeOf(root, parts), options.signal);
    files += 1;
    options.progress({ files, total });
  }
  for (const { member, parts, kind } of planned)
    if (kind === 'link') await makeLink(handle, member, parts, placeOf(root, parts));
  // Deepest first: what is written into a folder changes its time, and a read-only folder takes no more files.
  for (const { member, parts } of planned.filter(({ kind }) => kind === 'folder').reverse()) {
    await chmod(placeOf(root, parts), member.mode & 0o2777);
    await utimes(placeOf(root, parts), member.modifiedSeconds, member.modifiedSeconds);
  }
  return files;
}

const placeOf = (root: string, parts: readonly string[]): Buffer =>
  Buffer.concat([Buffer.from(`${root}${path.sep}`), Buffer.from(parts.join(path.sep), 'latin1')]);

async function makeFolders(root: string, parts: readonly string[], made: Set<string>): Promise<void> {
  for (let count = 1; count <= parts.length; count += 1) {
    const part = parts.slice(0, count);
    const key = part.join('/');
    if (made.has(key)) continue;
    await mkdir(placeOf(root, part), { mode: 0o755 });
    made.add(key);
  }
}

async function unpackFile(
  handle: FileHandle,
  member: StoredMember,
  place: Buffer,
  signal: AbortSignal | undefined,
): Promise<void> {
  const content = await openMember(handle, member);
  const sink = heard(createWriteStream(place, { flags: 'wx', mode: 0o600 }), toldElsewhere);
  await pipeline(content, sink, signal ? { signal } : {});
  await chmod(place, member.mode & 0o777);
  await utimes(place, member.modifiedSeconds, member.modifiedSeconds);
}

async function makeLink(
  handle: FileHandle,
  member: StoredMember,
  parts: readonly string[],
  place: Buffer,
): Promise<void> {
  if (member.bytes > longestLink) throw new ZipError('a link in it is too long');
  const chunks: Buffer[] = [];
  for await (const chunk of await openMember(handle, member)) chunks.push(Buffer.from(chunk as Uint8Array));
  const target = Buffer.concat(chunks);
  if (!linkStaysInside(parts.join('/'), target.toString('latin1')))
    throw new ZipError('a link in it leads out of its folder');
  await symlink(target, place);
}

/** What a person should know about the farm that is there now. */
async function lookAt(directory: string): Promise<Pick<RestoreReport, 'outside' | 'problem'>> {
  const model = await loadFarmModel(directory, 0);
  if (!model.ok) return { outside: [], problem: model.error };
  const { outside } = await farmFolders(model.value, directory);
  return { outside, problem: null };
}

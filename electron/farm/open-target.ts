import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readCroftSettings } from './croft-settings.ts';

/**
 * What a folder holds that Croft can open (DECISIONS 1).
 *
 * `farm`: farmconfig.py; `single`: wikiconfig.py alone; `collection`: several config folders, each a MoinMoin process
 * of its own.
 */
export interface OpenTarget {
  readonly kind: 'farm' | 'single' | 'collection';
  readonly directory: string;
  readonly members: readonly TargetMember[];
  /** Folders of a collection that are no member and may become one. */
  readonly otherFolders: readonly string[];
}

export interface TargetMember {
  /** Unique in what is open; the folder's name in a collection, else empty (siteids are unique then). */
  readonly id: string;
  readonly configDir: string;
}

/** Looks at a folder without reading any configuration; says kindly what is wrong with it. */
export async function findOpenTarget(directory: string): Promise<Result<OpenTarget>> {
  const readable = await isReadableFolder(directory);
  if (!readable.ok) return readable;

  if (await exists(path.join(directory, 'farmconfig.py')))
    return ok({ kind: 'farm', directory, members: [{ id: '', configDir: directory }], otherFolders: [] });
  if (await exists(path.join(directory, 'wikiconfig.py')))
    return ok({ kind: 'single', directory, members: [{ id: '', configDir: directory }], otherFolders: [] });

  const settings = await readCroftSettings(directory);
  if (!settings.ok) return settings;
  const named = settings.value.members?.map((member) => path.resolve(directory, member.directory));
  const candidates = named ?? (await subfolders(directory));
  const members: TargetMember[] = [];
  for (const configDir of candidates) {
    const isMember =
      (await exists(path.join(configDir, 'wikiconfig.py'))) ||
      (await exists(path.join(configDir, 'farmconfig.py')));
    if (isMember) members.push({ id: path.basename(configDir), configDir });
    else if (named)
      return fail({
        code: 'not-a-farm',
        message: `croft.json names ${configDir}, which holds no wikiconfig.py.`,
        hint: 'Correct the folder in croft.json, or remove the entry.',
        file: path.join(directory, 'croft.json'),
      });
  }
  const otherFolders = candidates.filter((folder) => !members.some((member) => member.configDir === folder));
  if (members.length > 0) return ok({ kind: 'collection', directory, members, otherFolders });

  return fail({
    code: 'not-a-farm',
    message: `${directory} is not a wiki farm: it holds neither farmconfig.py nor wikiconfig.py.`,
    hint: "Choose the folder with the farm's configuration files, often called “config”, or a folder whose sub-folders each hold a wikiconfig.py.",
  });
}

async function isReadableFolder(directory: string): Promise<Result<null>> {
  try {
    const info = await stat(directory);
    if (!info.isDirectory())
      return fail({
        code: 'not-a-farm',
        message: `${directory} is a file, not a folder.`,
        hint: 'Choose the folder that holds the configuration files.',
      });
    // Tried rather than asked: access(2) answers for who started the program, not for whom it runs as.
    await readdir(directory);
    await stat(path.join(directory, '.'));
    return ok(null);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return fail({
        code: 'not-found',
        message: `There is no folder ${directory}.`,
        hint: 'Check the path; a drive may be unplugged.',
      });
    if (code === 'EACCES' || code === 'EPERM')
      return fail({
        code: 'unreadable',
        message: `${directory} can't be read by this account.`,
        hint: 'Give your account read and enter permission for the folder.',
        detail: String(error),
      });
    throw error;
  }
}

async function subfolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => path.join(directory, entry.name))
    .sort();
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return false;
    throw error;
  }
}

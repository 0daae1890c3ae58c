import { readdir, stat } from '../base/file-system.ts';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { sentence } from '../../shared/texts/sentence.ts';
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
        message: sentence('openFarm.memberEmpty', { directory: configDir }),
        hint: sentence('openFarm.memberEmpty.hint'),
        file: path.join(directory, 'croft.json'),
      });
  }
  const otherFolders = candidates.filter((folder) => !members.some((member) => member.configDir === folder));
  if (members.length > 0) return ok({ kind: 'collection', directory, members, otherFolders });

  return fail({
    code: 'not-a-farm',
    message: sentence('openFarm.notAFarm', { directory }),
    hint: sentence('openFarm.notAFarm.hint'),
  });
}

async function isReadableFolder(directory: string): Promise<Result<null>> {
  try {
    const info = await stat(directory);
    if (!info.isDirectory())
      return fail({
        code: 'not-a-farm',
        message: sentence('openFarm.file', { directory }),
        hint: sentence('openFarm.file.hint'),
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
        message: sentence('openFarm.noFolder', { directory }),
        hint: sentence('openFarm.noFolder.hint'),
      });
    if (code === 'EACCES' || code === 'EPERM')
      return fail({
        code: 'unreadable',
        message: sentence('openFarm.forbidden', { directory }),
        hint: sentence('openFarm.forbidden.hint'),
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

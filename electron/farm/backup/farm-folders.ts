import { realpath } from '../../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../../base/system-error.ts';
import type { FarmModel } from '../farm-model.ts';

/** A folder or file that a wiki uses and that lies outside the farm's folder: no part of a backup. */
export interface OutsidePlace {
  readonly wiki: string;
  /** The option that names it, as MoinMoin spells it. */
  readonly option: string;
  readonly path: string;
}

export interface FarmFolders {
  /** Absolute; everything below comes back by itself: sessions and caches. */
  readonly sessions: ReadonlySet<string>;
  readonly caches: ReadonlySet<string>;
  readonly outside: readonly OutsidePlace[];
  /** Wikis whose configuration can't be read, so that nothing is known about their folders. */
  readonly unknown: readonly string[];
}

/** Where the wikis of a farm keep what; `root` is the farm's folder. */
export async function farmFolders(model: FarmModel, root: string): Promise<FarmFolders> {
  const sessions = new Set<string>();
  const caches = new Set<string>();
  const outside: OutsidePlace[] = [];
  const unknown: string[] = [];
  const realRoot = await real(root);
  for (const { id, settings } of model.wikis) {
    if (!settings.ok) {
      unknown.push(id);
      continue;
    }
    const { dataDir, dataUnderlayDir, userDir, sessionDir, cacheDir, pluginDirs, sharedIntermap } =
      settings.value;
    sessions.add(path.resolve(sessionDir));
    caches.add(path.resolve(cacheDir));
    const places: readonly (readonly [string, string | null])[] = [
      ['data_dir', dataDir],
      ['data_underlay_dir', dataUnderlayDir],
      ['user_dir', userDir],
      ...pluginDirs.map((directory) => ['plugin_dirs', directory] as const),
      ...sharedIntermap.map((file) => ['shared_intermap', file] as const),
    ];
    for (const [option, place] of places) {
      if (place === null || place === '') continue;
      const found = await real(place);
      if (found !== null && realRoot !== null && !isInside(realRoot, found))
        outside.push({ wiki: id, option, path: path.resolve(place) });
    }
  }
  return { sessions, caches, outside, unknown };
}

/** Links followed; null when there is nothing. */
async function real(place: string): Promise<string | null> {
  try {
    return await realpath(place);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return null;
    throw error;
  }
}

/** The folder itself, or something below it. */
export function isInside(folder: string, place: string): boolean {
  const relative = path.relative(folder, place);
  return relative === '' || (!path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..');
}

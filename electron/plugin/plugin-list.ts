import { readdir } from '../base/file-system.ts';
import path from 'node:path';

/** Kinds of MoinMoin plugins, one folder each below a plugin folder. */
const pluginKinds = [
  'macro',
  'action',
  'parser',
  'formatter',
  'filter',
  'theme',
  'xmlrpc',
  'events',
  'userprefs',
  'converter',
] as const;
export type PluginKind = (typeof pluginKinds)[number];

/** A macro of the farm's own: `macro/NAME.mjs` in one of its plugin folders. */
export interface MacroFile {
  /** What a page writes between `<<` and `>>`. */
  readonly name: string;
  readonly file: string;
}

/** A plugin that Croft finds and does not run. */
export interface PluginNotRun {
  readonly kind: PluginKind;
  readonly name: string;
  readonly file: string;
  /** `python`: no Python runs here. `kind`: only macros can be written in JavaScript. `name`: no macro can have it. */
  readonly because: 'python' | 'kind' | 'name';
}

export interface PluginListing {
  /** Of several files for one name the first counts, in the order of the folders. */
  readonly macros: readonly MacroFile[];
  readonly notRun: readonly PluginNotRun[];
}

/** What lies in a wiki's plugin folders (`plugin_dir`, then `plugin_dirs`); nothing is loaded. */
export async function listPlugins(directories: readonly string[]): Promise<PluginListing> {
  const macros = new Map<string, MacroFile>();
  const notRun: PluginNotRun[] = [];
  for (const directory of new Set(directories))
    for (const kind of pluginKinds) {
      const folder = path.join(directory, kind);
      for (const entry of await namesIn(folder)) {
        const found = judge(kind, entry, path.join(folder, entry));
        if (found === null) continue;
        if ('because' in found) notRun.push(found);
        else if (!macros.has(found.name)) macros.set(found.name, found);
      }
    }
  return { macros: [...macros.values()], notRun };
}

function judge(kind: PluginKind, entry: string, file: string): MacroFile | PluginNotRun | null {
  const { name, ext } = path.parse(entry);
  if (name.startsWith('.') || name.startsWith('__')) return null;
  if (ext === '.py') return { kind, name, file, because: 'python' };
  if (ext !== '.mjs') return null;
  if (kind !== 'macro') return { kind, name, file, because: 'kind' };
  return /^\w+$/.test(name) ? { name, file } : { kind, name, file, because: 'name' };
}

/** No such folder, or none that can be read: no plugins. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}

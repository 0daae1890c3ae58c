import path from 'node:path';
import type { WikiSettings } from '../config/wiki-settings.ts';
import { sideBySide } from '../../shared/side-by-side.ts';
import { listPlugins, type PluginNotRun } from '../plugin/plugin-list.ts';
import type { FarmModel } from './farm-model.ts';

/** The plugins of a farm, each once however many wikis use its folder. */
export interface FarmPlugins {
  /** JavaScript macros: what runs only when a person trusts the farm. */
  readonly macros: number;
  readonly notRun: readonly (PluginNotRun & { readonly wikis: readonly string[] })[];
}

/** What lies in the plugin folders of all wikis of a farm; nothing is loaded. */
export async function findFarmPlugins(model: Pick<FarmModel, 'wikis'>): Promise<FarmPlugins> {
  const macros = new Set<string>();
  const notRun = new Map<string, PluginNotRun & { wikis: string[] }>();
  const listings = await sideBySide(model.wikis, 16, async (wiki) =>
    wiki.settings.ok ? { wiki, ...(await listPlugins(pluginDirectories(wiki.settings.value))) } : null,
  );
  for (const listing of listings) {
    if (listing === null) continue;
    const { wiki } = listing;
    for (const { file } of listing.macros) macros.add(file);
    for (const plugin of listing.notRun) {
      const known = notRun.get(plugin.file);
      if (known) known.wikis.push(wiki.id);
      else notRun.set(plugin.file, { ...plugin, wikis: [wiki.id] });
    }
  }
  return { macros: macros.size, notRun: [...notRun.values()] };
}

/** Where a wiki's plugins are looked for, the first before the others. */
export function pluginDirectories(
  settings: Pick<WikiSettings, 'pluginDir' | 'pluginDirs'>,
): readonly string[] {
  return [
    ...new Set([settings.pluginDir, ...settings.pluginDirs].map((directory) => path.resolve(directory))),
  ];
}

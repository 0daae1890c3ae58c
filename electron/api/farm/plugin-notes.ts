import { createHash } from 'node:crypto';
import type { ConfigProblem } from '../../../shared/contract/option.ts';
import type { FarmPlugins } from '../../farm/farm-plugins.ts';

/** Plugins that MoinMoin runs and Croft does not: one note with their names for each set of wikis that has them. */
export function pluginNotes(plugins: FarmPlugins): ConfigProblem[] {
  const byWikis = new Map<string, FarmPlugins['notRun'][number][]>();
  for (const plugin of plugins.notRun) {
    const key = plugin.wikis.join(' ');
    byWikis.set(key, [...(byWikis.get(key) ?? []), plugin]);
  }
  return [...byWikis].map(([key, found]) => ({
    id: `plugins-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`,
    code: 'plugins-not-run',
    severity: 'note',
    wikis: [...(found[0]?.wikis ?? [])],
    option: null,
    source: null,
    message: `Plugins that are not run here: ${found.map(({ kind, name }) => `${kind}/${name}`).join(', ')}.`,
    consequence: 'Pages that use them show the name of the macro, and their actions are missing.',
    remedy: 'Macros can be written in JavaScript, as macro/NAME.mjs in the same folder; Python is not run.',
    fix: null,
  }));
}

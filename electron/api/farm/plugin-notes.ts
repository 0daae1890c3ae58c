import { createHash } from 'node:crypto';
import type { ConfigProblem } from '../../../shared/contract/option.ts';
import type { FarmPlugins } from '../../farm/farm-plugins.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

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
    message: sentence('config.plugins', { plugins: found.map(({ kind, name }) => `${kind}/${name}`) }),
    consequence: sentence('config.plugins.consequence'),
    remedy: sentence('config.plugins.hint'),
    fix: null,
    openFolder: false,
    missingAccount: null,
  }));
}

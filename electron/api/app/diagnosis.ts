import os from 'node:os';
import type { AppContext } from './context.ts';

/** A report for a bug tracker: versions and states, no names, paths or addresses of the person's own. */
export function diagnosisText(context: AppContext): string {
  const runtimes = context.runtimes.map(({ name, version }) => `${name} ${version}`);
  const farms = context.farms.list().map((farm, index) => {
    const state = farm.state.kind === 'failed' ? `failed (${farm.state.error.code})` : farm.state.kind;
    const flags = [farm.readOnly ? 'read-only' : null, farm.trusted ? 'trusted' : null]
      .filter(Boolean)
      .join(', ');
    return `farm ${index + 1}: ${farm.kind}, ${state}, ${farm.wikis.running}/${farm.wikis.total} running, ${farm.sessions} sessions${flags && `, ${flags}`}`;
  });
  return [
    `Croft ${context.version} (${context.desktop ? 'desktop' : 'headless'})`,
    `${os.type()} ${os.release()} ${os.arch()}`,
    ...runtimes,
    ...farms,
    '',
  ].join('\n');
}

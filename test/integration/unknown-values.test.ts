import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import {
  farmRequests,
  type FarmRequestName,
  type RequestArguments,
  type RequestValue,
} from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import { english } from '../../shared/texts/english.ts';
import { pathPlan, temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';

let farm: TemporaryFarm | null = null;
afterEach(async () => {
  await farm?.remove();
  farm = null;
});

/** Asks as the window does; the answer must have the contract's shape. */
async function ask<K extends FarmRequestName>(
  api: FarmApi,
  name: K,
  ...args: RequestArguments<K> extends readonly [unknown, ...infer R] ? R : never
): Promise<RequestValue<K>> {
  const result = (await api.request(name, ['farm', ...args])) as Result<unknown>;
  if (!result.ok) throw new Error(`${name}: ${english(result.error.message)}`);
  return farmRequests[name].value.parse(result.value) as RequestValue<K>;
}

describe('a farm whose options code computes', () => {
  it('asks once whether code changes options, takes a value back, and logs what default stands in', async () => {
    farm = await temporaryFarm({ ...pathPlan, topology: 'separate', shareLogin: false });
    const file = path.join(farm.directory, 'alpha', 'wikiconfig.py');
    const text = await readFile(file, 'utf8');
    const computed = text.replace(
      /( +)secrets = .*/,
      "$1secrets = os.environ['S']\n$1theme_default = os.environ['T']",
    );
    await writeFile(file, `import os\n${computed}\nsetattr(Config, os.environ['X'], 1)\n`);
    const api = await farm.open({ readOnly: true });
    const alpha = async () => (await ask(api, 'farm:overview')).wikis.find(({ id }) => id === 'alpha')?.state;
    expect(await alpha()).toMatchObject({
      kind: 'needs-value',
      unsure: [{ file: 'alpha/wikiconfig.py', source: { file: 'alpha/wikiconfig.py' } }],
    });
    const other = path.join(farm.directory, 'beta', 'wikiconfig.py');
    await writeFile(
      other,
      `import os\n${await readFile(other, 'utf8')}\nsetattr(Config, os.environ['Y'], 1)\n`,
    );
    await api.host.reload();
    const ambiguous = await api.request('config:sayHarmless', ['farm', 'wikiconfig.py']);
    expect(ambiguous).toMatchObject({ ok: false, error: { code: 'not-found' } });
    await ask(api, 'config:sayHarmless', 'alpha/wikiconfig.py');
    expect(await alpha()).toMatchObject({ needs: [{ option: 'secrets' }], unsure: [] });
    const beta = (await ask(api, 'farm:overview')).wikis.find(({ id }) => id === 'beta')?.state;
    // A running wiki goes on with what it had; its new file is not in force.
    expect(api.host.wiki('beta')?.model.settings.ok).toBe(false);
    expect(beta?.kind).toBe('running');
    await ask(api, 'wiki:supplyValue', 'alpha', 'secrets', "'a long and secret text'");
    expect(await alpha()).toMatchObject({ kind: 'running' });
    const said = JSON.stringify(api.host.log.rows);
    expect(said).toContain('theme_default');
    const { wikis, rows } = await ask(api, 'option:matrix');
    const column = wikis.findIndex(({ id }) => id === 'alpha');
    const cell = rows.find(({ option }) => option === 'secrets')?.wikis[column];
    expect(cell).toMatchObject({ kind: 'computed', supplied: "'a long and secret text'" });
    await ask(api, 'wiki:removeSupplied', 'alpha', 'secrets');
    const [after] = (await ask(api, 'option:matrix')).rows.filter(({ option }) => option === 'secrets');
    expect(after?.wikis[column]?.supplied).toBeNull();
  });
});

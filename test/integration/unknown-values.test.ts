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
      unsure: [{ file: 'wikiconfig.py', source: { file: 'alpha/wikiconfig.py' } }],
    });
    await ask(api, 'config:sayHarmless', 'wikiconfig.py');
    expect(await alpha()).toMatchObject({ needs: [{ option: 'secrets' }], unsure: [] });
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

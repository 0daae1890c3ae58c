import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { farmRequests, type RequestValue } from '../../shared/contract.ts';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import type { Topology } from '../../electron/farm/farm-plan.ts';
import { pathPlan, temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';
import { english } from '../../shared/texts/english.ts';

let farm: TemporaryFarm;
afterEach(() => farm.remove());

type Recipes = RequestValue<'sharing:recipes'>;
type Preview = RequestValue<'option:preview'>;

async function ask<T>(api: FarmApi, name: keyof typeof farmRequests, ...args: unknown[]): Promise<T> {
  const answer = await api.request(name, ['farm', ...args]);
  if (!answer.ok) throw new Error(`${name}: ${english(answer.error.message)}`);
  return farmRequests[name].value.parse(answer.value) as T;
}

const logins = (preview: Pick<Preview, 'after'>): string[] => preview.after.pairs.map((pair) => pair.login);

/** Looks at a recipe, applies it, and tells what `explain` says then. */
async function follow(api: FarmApi, wanted: Recipes[number]['recipe']): Promise<string[]> {
  const recipes = await ask<Recipes>(api, 'sharing:recipes');
  const recipe = recipes.find((one) => one.recipe === wanted);
  expect(recipe, `${wanted} among ${recipes.map((one) => one.recipe).join(', ')}`).toBeDefined();
  const preview = await ask<Preview>(api, 'option:preview', recipe?.edits);
  expect(preview.refused).toEqual([]);
  await ask(api, 'option:apply', preview.revision, recipe?.edits);
  const now = await ask<RequestValue<'sharing:pairs'>>(api, 'sharing:pairs');
  expect(now.pairs.map((pair) => pair.login)).toEqual(logins(preview));
  return logins(preview);
}

const wikis = ['alpha', 'beta', 'gamma'].map((name) => ({ name, sitename: name }));
const cases: [Topology, Recipes[number]['recipe']][] = [
  ['path', 'one-login-by-path'],
  ['host', 'one-login-by-host'],
  ['port', 'one-login-by-port'],
];

describe.each(cases)('on a %s farm', (topology, recipe) => {
  const plan = { ...pathPlan, topology, wikis, domain: 'wiki.example.org', firstPort: 18_181 };

  it('shares and separates the logins as promised', async () => {
    farm = await temporaryFarm({ ...plan, shareLogin: false });
    const api = await farm.open();
    expect(await follow(api, recipe)).toEqual(['shared', 'shared', 'shared']);
    expect(await follow(api, 'separate-logins')).toEqual(['independent', 'independent', 'independent']);
    expect(await follow(api, recipe)).toEqual(['shared', 'shared', 'shared']);
  });

  it('goes over what single wikis set for themselves', async () => {
    farm = await temporaryFarm({ ...plan, shareLogin: false });
    const own = "    cookie_name = 'mine'\n    cookie_path = '/nowhere'\n    session_dir = '/tmp/mine'\n";
    await appendFile(path.join(farm.directory, 'alpha.py'), own);
    const api = await farm.open();
    expect(await follow(api, recipe)).toEqual(['shared', 'shared', 'shared']);
    expect(await follow(api, 'separate-logins')).toEqual(['independent', 'independent', 'independent']);
  });
});

it('keeps the accounts of the folder that most wikis use', async () => {
  farm = await temporaryFarm({ ...pathPlan, wikis, shareLogin: true });
  await appendFile(path.join(farm.directory, 'gamma.py'), "    user_dir = os.path.join(here, 'own')\n");
  const api = await farm.open();
  const recipes = await ask<Recipes>(api, 'sharing:recipes');
  const [recipe] = recipes;
  expect(recipe?.edits).toContainEqual({
    scope: { kind: 'farm' },
    option: 'user_dir',
    change: { kind: 'set', text: `'${path.join(farm.directory, 'shared/user')}'` },
  });
  expect(await follow(api, 'one-login-by-path')).toEqual(['shared', 'shared', 'shared']);
  const users = await ask<RequestValue<'user:list'>>(api, 'user:list', {
    text: 'JoeDoe',
    storeId: null,
    offset: 0,
    limit: 10,
  });
  expect(users.rows).toHaveLength(1);
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findProblems } from '../../../electron/api/farm/problems.ts';
import { loadFarmModel } from '../../../electron/farm/farm-model.ts';
import { startCounting, type WorkCounter } from '../../support/counted-work.ts';

let root: string;
let counter: WorkCounter;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'croft-many-'));
  counter = await startCounting(['/electron/api/farm/', '/electron/config/check/', '/electron/farm/']);
});

afterAll(async () => {
  await counter.stop();
  await rm(root, { recursive: true, force: true });
});

/** A farm whose wikis have every finding in common: no secrets, one cookie, a misspelt option, one superuser unknown. */
async function farmOf(count: number): Promise<string> {
  const directory = path.join(root, String(count));
  await mkdir(path.join(directory, 'data', 'plugin'), { recursive: true });
  await mkdir(path.join(directory, 'data', 'pages'));
  await writeFile(path.join(directory, 'data', 'plugin', '__init__.py'), '');
  const names = Array.from({ length: count }, (_, index) => `w${String(index)}`);
  const list = names.map((name) => `    ('${name}', r'^http://${name}\\.example\\.org/'),\n`).join('');
  await writeFile(
    path.join(directory, 'farmconfig.py'),
    `from MoinMoin.config import multiconfig\nwikis = [\n${list}]\nclass FarmConfig(multiconfig.DefaultConfig):\n` +
      "    data_underlay_dir = None\n    cookie_domain = '.example.org'\n    cookie_name = 'all'\n    sitenam = u'x'\n    hosts_deny = 5\n",
  );
  for (const [index, name] of names.entries())
    await writeFile(
      path.join(directory, `${name}.py`),
      `from farmconfig import FarmConfig\nclass Config(FarmConfig):\n    data_dir = './data'\n    session_dir = './s${String(index)}'\n`,
    );
  return directory;
}

test('checking twice as many wikis is twice the work', async () => {
  const work = async (count: number): Promise<number> => {
    const loaded = await loadFarmModel(await farmOf(count), 8080);
    if (!loaded.ok) throw new Error(loaded.error.code);
    const { value: model } = loaded;
    return counter.count(() => findProblems(model, () => new Set(['Ada'])));
  };
  await work(5);
  const small = await work(60);
  expect((await work(240)) / small).toBeLessThan(4.6);
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planEdits } from '../../electron/config/edit/plan.ts';
import { readFarm } from '../../electron/config/farm-reading.ts';
import { wikiSettings } from '../../electron/config/settings.ts';
import { pyInt } from '../../shared/python-value.ts';
import { english } from '../../shared/texts/english.ts';

/**
 * Opening a farm of 10, 100 and 500 wikis (read, explain, settings of every wiki) and planning one edit, beside a bare
 * read of the same files. Best of several runs, in milliseconds.
 */
const sizes = [10, 100, 500];
const runs = 5;

async function makeFarm(dir: string, wikis: number): Promise<void> {
  const names = Array.from({ length: wikis }, (_, index) => `wiki${index}`);
  const entries = names
    .map((name) => `    ('${name}', r'^https?://${name}\\.example\\.org(:\\d+)?/'),\n`)
    .join('');
  await writeFile(
    path.join(dir, 'farmconfig.py'),
    `# -*- coding: utf-8 -*-\nimport os\nfrom MoinMoin.config import multiconfig\nhere = os.path.abspath(os.path.dirname(__file__))\nwikis = [\n${entries}]\nclass FarmConfig(multiconfig.DefaultConfig):\n    user_dir = os.path.join(here, 'users')\n    session_dir = os.path.join(here, 'sessions')\n    cookie_domain = '.example.org'\n    cookie_name = 'farm'\n    cookie_lifetime = (0, 12)\n    superuser = [u'Boss']\n    secrets = 'a long and secret text'\n    data_underlay_dir = None\n`,
  );
  for (const name of names) {
    await mkdir(path.join(dir, name, 'data', 'pages'), { recursive: true });
    await mkdir(path.join(dir, name, 'data', 'plugin'));
    await writeFile(path.join(dir, name, 'data', 'plugin', '__init__.py'), '');
    await writeFile(
      path.join(dir, `${name}.py`),
      `# -*- coding: utf-8 -*-\nimport os\nfrom farmconfig import FarmConfig, here\nclass Config(FarmConfig):\n    sitename = u'The wiki ${name}'\n    interwikiname = u'${name}'\n    data_dir = os.path.join(here, '${name}', 'data')\n    superuser = FarmConfig.superuser + [u'${name}Admin']\n    navi_bar = [u'RecentChanges', u'%(page_front_page)s']\n    page_front_page = u'FrontPage'\n    show_hosts = False\n`,
    );
  }
}

async function best(work: () => Promise<void>): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

for (const size of sizes) {
  const dir = await mkdtemp(path.join(tmpdir(), 'croft-bench-config-'));
  await makeFarm(dir, size);
  const files = (await readdir(dir)).filter((name) => name.endsWith('.py'));
  const bare = await best(async () => {
    for (const file of files) await readFile(path.join(dir, file));
  });
  const open = await best(async () => {
    const { wikis } = await readFarm(dir);
    for (const wiki of wikis) {
      const settings = wikiSettings(wiki, { compatibility: 'default', supplied: {} });
      if (!settings.ok) throw new Error(`${wiki.siteid}: ${english(settings.error[0]?.message ?? '')}`);
    }
  });
  const edit = await best(async () => {
    const plan = await planEdits(dir, [
      {
        file: 'wiki0.py',
        className: 'Config',
        option: 'trail_size',
        operation: { op: 'set', value: pyInt(7) },
      },
    ]);
    for (const error of plan.refused.values()) throw new Error(english(error.message));
  });
  console.log(
    JSON.stringify({
      bench: 'config',
      wikis: size,
      bareReadMs: round(bare),
      openMs: round(open),
      timesBareRead: round(open / bare),
      planEditMs: round(edit),
    }),
  );
  await rm(dir, { recursive: true, force: true });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

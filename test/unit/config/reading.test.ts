import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFarm, type WikiReading } from '../../../electron/config/farm-reading.ts';
import { represent } from '../../../electron/config/python/represent.ts';
import { fromPlain } from '../../../electron/config/python/values.ts';
import { wikiSettings } from '../../../electron/config/settings.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'croft-reading-'));
  await mkdir(path.join(dir, 'data', 'pages'), { recursive: true });
  await mkdir(path.join(dir, 'data', 'plugin'));
  await writeFile(path.join(dir, 'data', 'plugin', '__init__.py'), '');
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

const imports =
  'from MoinMoin.config import multiconfig\nfrom MoinMoin.auth import MoinAuth, GivenAuth\nfrom MoinMoin.web.session import FileSessionService\nimport os\n';

async function read(body: string, before = '', after = ''): Promise<WikiReading> {
  const lines = body.split('\n').map((line) => `    ${line}\n`);
  const head = `${imports}${before}class Config(multiconfig.DefaultConfig):\n    data_underlay_dir = None\n`;
  await writeFile(path.join(dir, 'wikiconfig.py'), `${head}${lines.join('')}${after}`);
  const [wiki] = (await readFarm(dir)).wikis;
  if (wiki === undefined) throw new Error('nothing was read');
  return wiki;
}

/** The option as Python shows it, or why it is not known. */
function shown(wiki: WikiReading, name: string): string {
  const option = wiki.options.get(name);
  if (option === undefined) return wiki.error?.code ?? 'not read';
  return option.raw === null ? 'computed' : (represent(fromPlain(option.raw)) ?? option.raw.type);
}

describe('an option is never given a wrong value', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      'a loop that appends',
      'superuser = []\nfor n in [u"a"]:\n    superuser.append(n)',
      'superuser',
      'computed',
    ],
    [
      'a comprehension that appends',
      'superuser = []\n[superuser.append(n) for n in [u"a"]]',
      'superuser',
      'computed',
    ],
    [
      'an unknown function that gets the list',
      'superuser = []\nos.change(superuser)',
      'superuser',
      'computed',
    ],
    ['a pure function that gets the list', 'superuser = [u"a"]\nx = len(superuser)', 'superuser', "[u'a']"],
    ['an alias that is changed', 'x = [u"a"]\nsuperuser = x\nx.append(u"b")', 'superuser', "[u'a', u'b']"],
    ['a copy that is not changed', 'x = [u"a"]\nsuperuser = x[:]\nx.append(u"b")', 'superuser', "[u'a']"],
    [
      'a condition on the environment',
      'trail_size = 1\nif os.environ.get("X"):\n    trail_size = 2',
      'trail_size',
      'computed',
    ],
    ['a condition that is known', 'trail_size = 1\nif 2 > 1:\n    trail_size = 2', 'trail_size', '2'],
    ['division as in Python 2', 'trail_size = -7 / 2', 'trail_size', '-4'],
    ['octal numbers', 'trail_size = 017', 'trail_size', '15'],
    ['a chained comparison', 'show_version = 1 < 2 < 2', 'show_version', 'False'],
    [
      'formatting with a width',
      "html_head = '%-4s|%03d|%.2f' % ('a', 7, 1.5)",
      'html_head',
      "'a   |007|1.50'",
    ],
    ['a negative slice', "html_head = 'abcdef'[-3:-1]", 'html_head', "'de'"],
    ['a name that the class does not see', 'trail_size = 3\nedit_rows = trail_size * 2', 'edit_rows', '6'],
    ['an unknown name', 'trail_size = nowhere', 'trail_size', 'module-raised-NameError'],
    ['a sub class of a known constructor', 'class A(MoinAuth): pass\nauth = [A()]', 'auth', 'computed'],
  ];
  test.each(cases)('%s', async (_, body, option, expected) => {
    expect(shown(await read(body), option)).toBe(expected);
  });

  test('unicode_literals makes plain strings unicode', async () => {
    const source = `from __future__ import unicode_literals\n${imports}class Config(multiconfig.DefaultConfig):\n    html_head = 'x'\n`;
    await writeFile(path.join(dir, 'wikiconfig.py'), source);
    const [wiki] = (await readFarm(dir)).wikis;
    expect(wiki && shown(wiki, 'html_head')).toBe("u'x'");
  });
});

describe('known constructors', () => {
  const names = async (body: string, before = '', after = '') =>
    (await read(body, before, after)).options.get('auth')?.interpreted?.map((call) => call.constructorName) ??
    null;

  test('are interpreted in their order', async () => {
    expect(await names('auth = [GivenAuth(autocreate=True), MoinAuth()]')).toEqual(['GivenAuth', 'MoinAuth']);
  });

  test('are not interpreted once any file redefines them', async () => {
    expect(await names('auth = [MoinAuth()]', '', 'class MoinAuth: pass\n')).toBeNull();
  });

  test('are not interpreted with arguments they do not have', async () => {
    expect(await names('auth = [MoinAuth(1)]')).toBeNull();
    expect(await names('auth = [GivenAuth(None, env_var=None)]')).toBeNull();
  });

  test('rename the cookie', async () => {
    const settings = wikiSettings(await read("session_service = FileSessionService('X')"), {
      compatibility: 'default',
      supplied: {},
    });
    expect(settings.ok && settings.value.session.cookieUsage).toBe('X');
  });
});

describe('settings', () => {
  const context = { compatibility: 'default', supplied: {} } as const;

  test('a folded siteidmagic is magic, an assembled or unicode one is not', async () => {
    const kind = async (body: string) => {
      const settings = wikiSettings(await read(body), context);
      return settings.ok ? settings.value.session.cookieName.kind : settings.error[0]?.code;
    };
    expect(await kind("cookie_name = 'siteid' + 'magic'")).toBe('siteid');
    expect(await kind("cookie_name = 'siteid%s' % 'magic'")).toBe('siteid');
    expect(await kind("x = 'siteid'\ncookie_name = x + 'magic'")).toBe('literal');
    expect(await kind("cookie_name = u'siteidmagic'")).toBe('literal');
  });

  test('a wiki whose login is computed waits for the person, who can supply it', async () => {
    const wiki = await read('auth = [os.secret()]');
    const waiting = wikiSettings(wiki, context);
    expect(waiting.ok ? null : waiting.error.map(({ code, option, line }) => [code, option, line])).toEqual([
      ['computed-option', 'auth', 7],
    ]);
    const supplied = wikiSettings(wiki, { compatibility: 'default', supplied: { auth: '[MoinAuth()]' } });
    expect(supplied.ok && supplied.value.auth).toEqual([{ name: 'moin' }]);
  });

  test('a computed option that decides nothing takes the default', async () => {
    const settings = wikiSettings(await read('edit_rows = os.rows()'), context);
    expect(settings.ok && settings.value.editRows).toBe(20);
  });

  test('folders are absolute and lie below the data folder', async () => {
    const settings = wikiSettings(await read("data_dir = './data/'"), context);
    expect(settings.ok && settings.value.sessionDir).toBe(path.join(dir, 'data', 'cache', '__session__'));
  });
});

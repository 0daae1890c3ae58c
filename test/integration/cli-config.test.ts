import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { croft, croftJson, ownDataFolder } from '../fakes/command-line.ts';
import { copyOf } from '../fakes/temporary-farm.ts';

const golden = (name: string): string =>
  path.join(import.meta.dirname, '../golden/config/farms', name, 'files');

let farm: Awaited<ReturnType<typeof copyOf>>;
let data: Awaited<ReturnType<typeof ownDataFolder>>;
beforeEach(async () => {
  data = await ownDataFolder();
});
afterEach(async () => {
  await farm.remove();
  await data.remove();
});

interface Shown {
  readonly options: Readonly<Record<string, { readonly value: unknown }>>;
}

const use = async (name: string): Promise<string> => (farm = await copyOf(golden(name))).directory;
const read = (file: string): Promise<string> => readFile(path.join(farm.directory, file), 'latin1');

describe('croft config show', () => {
  it('gives each option its value and its place, per wiki', async () => {
    const shown = await croftJson('config', 'show', await use('05-host-farm-shared'), '--wiki', 'red');
    expect(shown).toMatchObject({
      id: 'red',
      siteid: 'red',
      options: {
        cookie_lifetime: { value: [2, 24], source: { kind: 'farm', file: 'farmconfig.py', line: 17 } },
        sitename: { value: 'Red wiki', source: { kind: 'wiki', file: 'red.py' } },
        cookie_path: { value: null, source: { kind: 'default', file: null, line: null } },
      },
    });
    const all = (await croftJson('config', 'show', farm.directory)) as { id: string }[];
    expect(all.map((wiki) => wiki.id)).toEqual(['red', 'green', 'blue']);
  });

  it('hides secrets and cuts long values in text, not in --json', async () => {
    const directory = await use('05-host-farm-shared');
    const text = await croft('config', 'show', directory, '--wiki', 'red');
    expect(text.out).not.toContain('colors secret');
    expect(Math.max(...text.out.split('\n').map((line) => line.length))).toBeLessThan(180);
    const json = await croft('config', 'show', directory, '--wiki', 'red', '--json');
    expect(json.out).toContain('colors secret');
  });

  it('shows code as code, and a wiki that can’t be read with the reason', async () => {
    const computed = JSON.stringify(await croftJson('config', 'show', await use('16-computed')));
    expect(computed).toContain('"kind":"computed"');
    await farm.remove();
    const said = await croft('config', 'show', await use('21-broken-wiki-files'));
    expect([said.code, said.out]).toEqual([0, expect.stringMatching(/^e_syntax: .*not closed/m)]);
  });

  it('names the option that was probably meant', async () => {
    const said = await croft('config', 'show', await use('01-single-defaults'), 'cookie_lifetme');
    expect(said).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('Is cookie_lifetime meant?'),
    });
  });
});

describe('croft config set and unset', () => {
  it('prints the change with --dry-run and writes nothing', async () => {
    const directory = await use('05-host-farm-shared');
    const before = await read('farmconfig.py');
    const shown = await croftJson('config', 'set', directory, 'cookie_lifetime', '(0, 12)', '--dry-run');
    expect(shown).toEqual({
      file: 'farmconfig.py',
      diff: expect.stringMatching(/^-    cookie_lifetime = \(2, 24\)\n\+    cookie_lifetime = \(0, 12\)$/m),
    });
    expect(await read('farmconfig.py')).toBe(before);
  });

  it.each([
    ['05-host-farm-shared', 'farmconfig.py', []],
    ['14-crlf', 'farmconfig.py', []],
    ['12-latin1', 'keller.py', ['--wiki', 'keller']],
    ['04-desktop-local-override', 'wikiconfig.py', []],
    ['10-three-level-inheritance', 'farmconfig.py', []],
  ])('keeps every other byte of %s and a copy of the old file', async (name, file, where) => {
    const directory = await use(name);
    const before = await read(file);
    const done = (await croftJson('config', 'set', directory, 'trail_size', '7', ...where)) as {
      file: string;
      backup: string;
    };
    expect(done.file).toBe(file);
    expect(await readFile(done.backup, 'latin1')).toBe(before);
    const shown = [await croftJson('config', 'show', directory, 'trail_size', ...where)].flat();
    const values = shown.map((wiki) => (wiki as Shown).options['trail_size']?.value);
    expect(values).toContain(7);
    await croftJson('config', 'unset', directory, 'trail_size', ...where);
    expect(await read(file)).toBe(before);
  });

  it('refuses what is no value of the option and says what is', async () => {
    const directory = await use('05-host-farm-shared');
    const before = await read('farmconfig.py');
    const refused = async (...words: string[]): Promise<string> => {
      const said = await croft('config', ...words);
      expect(said).toMatchObject({ code: 1, out: '' });
      expect(said.err.split('\n')).toHaveLength(2); // one line
      return said.err;
    };
    expect(await refused('set', directory, 'cookie_lifetime', '5')).toContain('a tuple (a number, a number)');
    expect(await refused('set', directory, 'cookie_secure', "'yes'")).toContain('True or False');
    expect(await refused('set', directory, 'cookie_domain', 'open(')).toContain('Write a Python literal');
    expect(await refused('set', directory, 'cookie_lifetme', '5')).toContain('cookie_lifetime');
    expect(await refused('unset', directory, 'trail_size')).toContain('not set');
    expect(await refused('set', directory, 'trail_size', '5', '--wiki', 'pink')).toContain(
      'red, green, blue',
    );
    expect(await read('farmconfig.py')).toBe(before);
  });

  it('asks before it replaces code or changes what is calculated from the option', async () => {
    const directory = await use('10-three-level-inheritance');
    const asked = await croft('config', 'set', directory, 'superuser', "[u'Somebody']");
    expect([asked.code, asked.err]).toEqual([
      1,
      expect.stringMatching(/would also change .*superuser.*--accept-dependents/),
    ]);
    const accepted = ['--accept-dependents', '--dry-run'];
    expect(
      (await croft('config', 'set', directory, 'superuser', "[u'Somebody']", ...accepted)).out,
    ).toContain("+    superuser = [u'Somebody']");
    await writeFile(
      path.join(directory, 'lab.py'),
      `${await read('lab.py')}\n    trail_size = len(open(__file__).read())\n`,
    );
    const lab = ['config', 'set', directory, 'trail_size', '8', '--wiki', 'lab'];
    expect((await croft(...lab)).err).toContain('--replace-computed');
    expect((await croft(...lab, '--replace-computed', '--dry-run')).out).toContain('+    trail_size = 8');
  });

  it('adds and takes away lines of a list that is changed after its definition', async () => {
    const directory = await use('05-host-farm-shared');
    const before = await read('farmconfig.py');
    const set = await croft('config', 'list-add', directory, 'superuser', "u'NewMaster'");
    expect([set.code, set.err]).toEqual([0, '']);
    expect(await read('farmconfig.py')).toContain("    superuser.append(u'NewMaster')");
    const refused = await croft('config', 'set', directory, 'superuser', '[]');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('changed again')]);
    await croft('config', 'list-remove', directory, 'superuser', "u'NewMaster'");
    expect(await read('farmconfig.py')).toBe(before);
  });
});

describe('what code computes', () => {
  const append = async (lines: readonly string[]): Promise<string> => {
    const directory = await use('05-host-farm-shared');
    await writeFile(
      path.join(directory, 'red.py'),
      `import os\n${await read('red.py')}${lines.map((line) => `${line}\n`).join('')}`,
    );
    return directory;
  };
  const lineOf = async (text: string): Promise<string> =>
    String((await read('red.py')).split('\n').findIndex((line) => line.includes(text)) + 1);

  it('is named by the check, each option with its line, and what stands in for how things look', async () => {
    const directory = await append([
      "    acl_rights_default = os.environ.get('ACL')",
      "    hosts_deny = os.environ.get('DENY')",
      "    theme_default = os.environ.get('THEME')",
    ]);
    const { code, out } = await croft('config', 'check', directory);
    expect(code).toBe(1);
    for (const option of ['acl_rights_default', 'hosts_deny'])
      expect(out).toContain(`red.py:${await lineOf(`    ${option}`)}: error (red): ${option} is computed`);
    expect(out).toContain(
      `red.py:${await lineOf('    theme_default')}: warning (red): theme_default is computed by Python and not known`,
    );
    expect(out).toContain('MoinMoin’s default stands in for it.');
    await croft('config', 'supply', directory, 'theme_default', "'modern'", '--wiki', 'red');
    expect((await croft('config', 'check', directory)).out).not.toContain('theme_default');
  });

  it('is shown as not known where a statement may have changed every option', async () => {
    const directory = await append(["setattr(Config, os.environ.get('X'), 'y')"]);
    const before = await croft('config', 'show', directory, 'cookie_lifetime', '--wiki', 'red');
    expect(before.out).toContain('no option is known for sure');
    expect(before.out).toMatch(/cookie_lifetime +\(not known\)/);
    expect(await croftJson('config', 'show', directory, 'cookie_lifetime', '--wiki', 'red')).toMatchObject({
      options: { cookie_lifetime: { value: null, python: '', source: { kind: 'computed', file: 'red.py' } } },
    });
    await croft('config', 'harmless', directory, 'red.py');
    const after = await croft('config', 'show', directory, 'cookie_lifetime', '--wiki', 'red');
    expect(after.out).toMatch(/cookie_lifetime +\(2, 24\)/);
  });

  it('is marked where it was supplied', async () => {
    const directory = await append(["    groups = os.environ.get('G')"]);
    const bad = await croft(
      'config',
      'supply',
      directory,
      'groups',
      'ConfigGroups(request, os)',
      '--wiki',
      'red',
    );
    expect(bad.code).toBe(1);
    const value = "ConfigGroups(request, {u'StaffGroup': [u'Ivy']})";
    await croft('config', 'supply', directory, 'groups', value, '--wiki', 'red');
    const shown = await croft('config', 'show', directory, 'groups', '--wiki', 'red');
    expect(shown.out).toContain(value);
    expect(shown.out).toContain('supplied for red.py:');
  });
});

describe('croft config check', () => {
  it('ends with 1 for errors and points at the line', async () => {
    const said = await croft('config', 'check', await use('21-broken-wiki-files'));
    expect([said.code, said.out]).toEqual([1, expect.stringMatching(/^e_zero\.py:3: error \(e_zero\): /m)]);
  });

  it('gives a finding about an option that nothing sets once, at the class of the farm', async () => {
    const found = (await croftJson('config', 'check', await use('06-path-farm'))) as {
      code: string;
      source: { file: string; line: number } | null;
    }[];
    const missing = found.filter((problem) => problem.code === 'secrets-missing');
    expect(missing.map((problem) => problem.source?.file)).toEqual(['farmconfig.py']);
  });
});

describe('croft config check --fix', () => {
  const spoil = async (): Promise<string> => {
    const directory = await use('05-host-farm-shared');
    const lines = [
      "    cookie_domain = '.com'",
      '    trail_sise = 7',
      "    DesktopEdition = 'yes'",
      '    cookie_lifetime = (0, 0)',
    ];
    await writeFile(
      path.join(directory, 'red.py'),
      `${await read('red.py')}${lines.map((line) => `${line}\n`).join('')}`,
    );
    return directory;
  };
  const codes = (found: unknown): string[] => (found as { code: string }[]).map(({ code }) => code);
  const fixable = ['cookie-domain-refused', 'unknown-option', 'lifetime-zero'];

  it('prints the edits with --dry-run and writes nothing', async () => {
    const directory = await spoil();
    const before = await read('red.py');
    const said = await croft('config', 'check', directory, '--fix', '--dry-run');
    expect(said.out).toContain('Take cookie_domain out');
    expect(said.out).toMatch(/^-    cookie_domain = '\.com'$/m);
    expect(said.out).toMatch(/^\+    trail_size = 7$/m);
    expect(await read('red.py')).toBe(before);
  });

  it('makes the remedies together, keeps the old files, and leaves the rest to the person', async () => {
    const directory = await spoil();
    const before = await read('red.py');
    expect(codes(await croftJson('config', 'check', directory))).toEqual(expect.arrayContaining(fixable));
    const fixed = (await croftJson('config', 'check', directory, '--fix')) as {
      mended: unknown;
      files: { file: string; backup: string }[];
      left: unknown;
    };
    expect(codes(fixed.mended)).toEqual(expect.arrayContaining(fixable));
    const backup = fixed.files.find(({ file }) => file === 'red.py')?.backup ?? '';
    expect(await readFile(backup, 'latin1')).toBe(before);
    const now = codes(await croftJson('config', 'check', directory));
    expect(now).toEqual(codes(fixed.left));
    for (const code of fixable) expect(now).not.toContain(code);
    const again = (await croftJson('config', 'check', directory, '--fix')) as {
      mended: unknown;
      files: unknown;
    };
    expect([again.mended, again.files]).toEqual([[], []]);
  });

  it('takes no superuser out, but says how to make the account', async () => {
    const directory = await use('05-host-farm-shared');
    await writeFile(
      path.join(directory, 'red.py'),
      `${await read('red.py')}    superuser = [u'Nobody Knows']\n`,
    );
    const said = await croft('config', 'check', directory, '--fix');
    expect(said.out).toContain(`croft users create ${directory} 'Nobody Knows' --wiki red --email ADDRESS`);
    expect(await read('red.py')).toContain("superuser = [u'Nobody Knows']");
  });

  it('looks again after each round, for two findings can be about one option', async () => {
    const directory = await use('05-host-farm-shared');
    await writeFile(path.join(directory, 'red.py'), `${await read('red.py')}    cookie_lifetime = 0\n`);
    const both = ['legacy-lifetime', 'lifetime-zero'];
    const before = codes(await croftJson('config', 'check', directory));
    expect(before).toEqual(expect.arrayContaining(both));
    await croft('config', 'check', directory, '--fix');
    const after = codes(await croftJson('config', 'check', directory));
    expect(after.filter((code) => both.includes(code))).toEqual([]);
    expect(await read('red.py')).toMatch(/^    cookie_lifetime = \(.*, 12\)$/m);
  });

  it('is a switch of check alone', async () => {
    const said = await croft('config', 'show', await use('05-host-farm-shared'), '--fix');
    expect([said.code, said.err]).toEqual([2, expect.stringContaining('--fix goes with check')]);
  });
});

describe('wrong words', () => {
  it.each([
    [],
    ['frobnicate'],
    ['config'],
    ['config', 'frobnicate', '/nowhere'],
    ['config', 'set', '/nowhere'],
    ['config', 'show', '/nowhere', '--colour'],
    ['sessions', 'frobnicate', '/nowhere'],
    ['sessions'],
    ['switch', '/nowhere'],
    ['create', '/nowhere'],
    ['explain'],
    ['serve'],
    ['serve', '/nowhere', '--port', 'x'],
  ])('“croft %s %s” ends with 2 and the usage', async (...words) => {
    farm = await copyOf(golden('01-single-defaults'));
    const said = await croft(...words.filter((word) => word !== undefined));
    expect([said.code, `${said.err}${said.out}`]).toEqual([2, expect.stringContaining('croft ')]);
  });

  it('help lists every command and ends with 0', async () => {
    farm = await copyOf(golden('01-single-defaults'));
    const said = await croft('help');
    expect(said.code).toBe(0);
    for (const name of [
      'serve',
      'open',
      'create',
      'config',
      'explain',
      'sessions',
      'users',
      'switch',
      'pages',
      'render',
      'export',
    ])
      expect(said.out).toMatch(new RegExp(`^  croft ${name} `, 'm'));
  });
});

describe('croft config supply', () => {
  it('gives, shows, lists and takes back a value that code computes', async () => {
    const directory = await use('05-host-farm-shared');
    const file = path.join(directory, 'red.py');
    await writeFile(
      file,
      `${await readFile(file, 'latin1')}    hosts_deny = open('deny').readlines()\n`,
      'latin1',
    );
    const waits = async () =>
      (await croft('config', 'check', directory)).out.includes('hosts_deny is computed');
    expect(await waits()).toBe(true);
    const given = await croft('config', 'supply', directory, 'hosts_deny', "['203.0.113.']", '--wiki', 'red');
    expect([given.code, given.out]).toEqual([0, 'Supplied for red.\n']);
    expect(await waits()).toBe(false);
    expect((await croft('config', 'show', directory, 'hosts_deny', '--wiki', 'red')).out).toMatch(
      /hosts_deny\s+\['203\.0\.113\.'\]\s+supplied for red\.py:\d+/,
    );
    expect(await croftJson('config', 'supply', directory)).toEqual([
      { wiki: 'red', name: 'hosts_deny', value: "['203.0.113.']" },
    ]);
    expect((await croft('config', 'supply-remove', directory, 'hosts_deny')).code).toBe(0);
    expect(await waits()).toBe(true);
  });

  it('remembers that the code of a file changes no option, until the file changes', async () => {
    const directory = await use('05-host-farm-shared');
    const file = path.join(directory, 'red.py');
    const add = async (line: string) =>
      writeFile(file, `${await readFile(file, 'latin1')}${line}\n`, 'latin1');
    await add('import os\nos.patch(Config)');
    const unknown = async () =>
      (await croft('config', 'check', directory)).out.includes('no option is known');
    expect(await unknown()).toBe(true);
    expect((await croft('config', 'harmless', directory, 'red.py')).code).toBe(0);
    expect(await unknown()).toBe(false);
    await add('# changed');
    expect(await unknown()).toBe(true);
  });
});

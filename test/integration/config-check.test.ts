import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import { farmRequests, type FarmRequestName, type RequestValue } from '../../shared/contract.ts';
import type { ConfigProblem } from '../../shared/contract/option.ts';
import { english } from '../../shared/texts/english.ts';
import { pathPlan, temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';

let farm: TemporaryFarm | null = null;
afterEach(async () => {
  await farm?.remove();
  farm = null;
});

async function ask<K extends FarmRequestName>(
  api: FarmApi,
  name: K,
  ...args: readonly unknown[]
): Promise<RequestValue<K>> {
  const result = await api.request(name, ['farm', ...args]);
  if (!result.ok) throw new Error(`${name}: ${english(result.error.message)}`);
  return farmRequests[name].value.parse(result.value) as RequestValue<K>;
}

interface Case {
  readonly code: string;
  /** Changes `farmconfig.py` so that the finding is there. */
  readonly spoil: (text: string) => string;
  readonly plan?: Partial<typeof pathPlan>;
  /** The line that the finding points at holds this; null = the class itself. */
  readonly at: RegExp;
}

const inFarm = (line: string) => (text: string) => text.replace(/(class FarmConfig.*:\n)/, `$1    ${line}\n`);
const instead = (option: string, line: string) => (text: string) =>
  text.replace(new RegExp(`^    ${option} = .*\n`, 'm'), `    ${line}\n`);

/** Issue 4, point 6: what is checked, and what one click mends. */
const cases: readonly Case[] = [
  { code: 'wrong-type', spoil: inFarm("show_version = 'no'"), at: /show_version/ },
  { code: 'unknown-option', spoil: inFarm('trail_sise = 7'), at: /trail_sise/ },
  {
    code: 'legacy-lifetime',
    spoil: instead('cookie_lifetime', 'cookie_lifetime = 12'),
    at: /cookie_lifetime/,
  },
  {
    code: 'lifetime-zero',
    spoil: instead('cookie_lifetime', 'cookie_lifetime = (0, 0)'),
    at: /cookie_lifetime/,
  },
  {
    code: 'cookie-domain-refused',
    spoil: inFarm("cookie_domain = '.example.org'"),
    at: /cookie_domain/,
  },
  {
    code: 'secure-without-https',
    spoil: (text) => inFarm('cookie_secure = True')(text.replaceAll('[^/]+/', 'wiki\\.example\\.org/')),
    at: /cookie_secure/,
  },
  { code: 'secrets-missing', spoil: instead('secrets', 'show_hosts = 1'), at: /class FarmConfig/ },
  { code: 'secrets-weak', spoil: instead('secrets', "secrets = 'aaaaaaaaaaaa'"), at: /secrets/ },
  { code: 'secrets-too-short', spoil: instead('secrets', "secrets = 'short'"), at: /secrets/ },
  {
    code: 'superuser-without-account',
    spoil: instead('superuser', "superuser = [u'AdminUser', u'NobodyKnows']"),
    at: /superuser/,
  },
  { code: 'superuser-not-list', spoil: instead('superuser', "superuser = (u'AdminUser',)"), at: /superuser/ },
  { code: 'desktop-edition', spoil: inFarm('DesktopEdition = True'), at: /DesktopEdition/ },
  {
    code: 'sessions-shared-users-not',
    spoil: instead('user_dir', 'user_dir = None'),
    at: /session_dir/,
  },
  {
    code: 'cookie-collision',
    spoil: instead('session_dir', 'session_dir = None'),
    at: /cookie_name/,
  },
  {
    code: 'siteidmagic-under-one-domain',
    plan: { topology: 'host' },
    spoil: instead('cookie_name', "cookie_name = 'siteidmagic'"),
    at: /cookie_name/,
  },
];

async function findings(api: FarmApi, code: string): Promise<ConfigProblem[]> {
  const { problems } = await ask(api, 'farm:overview');
  return problems.filter((problem) => problem.code === code);
}

describe('the configuration check', () => {
  it.each(cases)('finds $code with place and consequence, and one click mends it', async (one) => {
    farm = await temporaryFarm({ ...pathPlan, ...one.plan });
    const file = path.join(farm.directory, 'farmconfig.py');
    await writeFile(file, one.spoil(await readFile(file, 'utf8')));
    const api = await farm.open();
    const found = await findings(api, one.code);
    expect(found).not.toEqual([]);
    for (const { source, consequence, remedy, fix } of found) {
      const lines = (await readFile(path.join(farm.directory, source?.file ?? ''), 'utf8')).split('\n');
      expect(lines[(source?.line ?? 0) - 1]).toMatch(one.at);
      expect(english(consequence ?? '')).not.toBe('');
      expect(english(remedy ?? '')).not.toBe('');
      expect(fix).not.toBeNull();
    }
    const edits = found.flatMap(({ fix }) => fix ?? []);
    const preview = await ask(api, 'option:preview', edits);
    expect(preview.refused).toEqual([]);
    await ask(api, 'option:apply', preview.revision, edits);
    expect(await findings(api, one.code)).toEqual([]);
    expect(api.host.wikis.map(({ state }) => state.kind)).toEqual(['running', 'running']);
  });

  it('tells separate wikis that siteidmagic gives them one cookie', async () => {
    farm = await temporaryFarm({ ...pathPlan, topology: 'separate', shareLogin: false });
    for (const { name } of pathPlan.wikis) {
      const file = path.join(farm.directory, name, 'wikiconfig.py');
      const text = await readFile(file, 'utf8');
      await writeFile(
        file,
        text.replace(
          /(class Config.*:\n)/,
          "$1    cookie_name = 'siteidmagic'\n    cookie_lifetime = (0, 12)\n",
        ),
      );
    }
    const api = await farm.open();
    const [found] = await findings(api, 'siteidmagic-on-separate-wikis');
    expect(found?.fix).toEqual([
      {
        scope: { kind: 'wiki', wikiId: 'beta' },
        option: 'cookie_name',
        change: { kind: 'set', text: "'beta'" },
      },
    ]);
    const preview = await ask(api, 'option:preview', found?.fix ?? []);
    await ask(api, 'option:apply', preview.revision, found?.fix ?? []);
    expect(await findings(api, 'siteidmagic-on-separate-wikis')).toEqual([]);
  });

  it('tells what an edit makes worse, not what only moves to another line', async () => {
    farm = await temporaryFarm();
    const file = path.join(farm.directory, 'farmconfig.py');
    await writeFile(file, inFarm('trail_sise = 7')(await readFile(file, 'utf8')));
    const api = await farm.open();
    const set = (option: string, text: string) => ({
      scope: { kind: 'farm' },
      option,
      change: { kind: 'set', text },
    });
    // A literal over two lines becomes one line: what stands below moves up.
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/(class FarmConfig.*:\n)/, '$1    history_count = (100,\n        200)\n'),
    );
    const preview = await ask(api, 'option:preview', [
      set('history_count', '(10, 20)'),
      set('cookie_lifetime', '(0, 0)'),
    ]);
    expect(preview.newProblems.map(({ code }) => code)).toEqual(['lifetime-zero']);
  });

  it('closes a folder that everybody can read, and opens it again when that is taken back', async () => {
    farm = await temporaryFarm();
    const folder = path.join(farm.directory, 'shared', 'sessions');
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
    const api = await farm.open();
    const found = (await findings(api, 'folder-open-to-all')).find(({ option }) => option === 'session_dir');
    expect(found).toMatchObject({ openFolder: true, fix: null });
    const { undo } = await ask(api, 'config:closeFolder', found?.id);
    expect((await stat(folder)).mode & 0o777).toBe(0o750);
    expect((await findings(api, 'folder-open-to-all')).map(({ option }) => option)).not.toContain(
      'session_dir',
    );
    await ask(api, 'config:undoCloseFolder', undo);
    expect((await stat(folder)).mode & 0o777).toBe(0o755);
  });
});

describe('what the data of a wiki say of themselves', () => {
  it.each([
    ['data_format_revision: 1050800\r\n', 'data-old-format'],
    ['no colon\n', 'data-meta-damaged'],
    ['data_format_revision: 1091100\r\nIWID: abc\r\n', undefined],
  ])('%j: %s', async (meta, code) => {
    farm = await temporaryFarm();
    await writeFile(path.join(farm.directory, 'alpha', 'data', 'meta'), meta);
    const { problems } = await ask(await farm.open(), 'farm:overview');
    const found = problems.filter((problem) => problem.code.startsWith('data-'));
    expect(found.map((problem) => problem.code)).toEqual(code === undefined ? [] : [code]);
    expect(found.flatMap(({ wikis }) => wikis)).toEqual(code === undefined ? [] : ['alpha']);
  });
});

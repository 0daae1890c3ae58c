import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkWikis } from '../../../electron/config/check/check-wikis.ts';
import type { ConfigFinding } from '../../../electron/config/check/finding.ts';
import { readFarm } from '../../../electron/config/farm-reading.ts';
import { standIns, wikiSettings } from '../../../electron/config/settings.ts';
import { english } from '../../../shared/texts/english.ts';
import { sharingWiki } from '../../../electron/farm/sharing-wiki.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'croft-check-'));
  await mkdir(path.join(dir, 'data', 'pages'), { recursive: true });
  await mkdir(path.join(dir, 'data', 'plugin'));
  await writeFile(path.join(dir, 'data', 'plugin', '__init__.py'), '');
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

/** A farm of two wikis on `a.` and `b.example.org`; `farm`, `a` and `b` are lines of their classes. */
async function check(
  farm: string,
  a = 'pass',
  b = 'pass',
  accounts: readonly string[] = [],
): Promise<ConfigFinding[]> {
  const body = (lines: string): string =>
    lines
      .split('\n')
      .map((line) => `    ${line}\n`)
      .join('');
  const base = "data_dir = 'data'\ndata_underlay_dir = None\nsecrets = 'a long enough secret'\n";
  await writeFile(
    path.join(dir, 'farmconfig.py'),
    `from MoinMoin.config import multiconfig\nwikis = [('a', r'^http://a\\.example\\.org/'), ('b', r'^http://b\\.example\\.org/')]\nclass FarmConfig(multiconfig.DefaultConfig):\n${body(base + farm)}`,
  );
  for (const [name, lines] of [
    ['a', a],
    ['b', b],
  ] as const)
    await writeFile(
      path.join(dir, `${name}.py`),
      `from farmconfig import FarmConfig\nclass Config(FarmConfig):\n${body(lines)}`,
    );
  const { wikis } = await readFarm(dir);
  return checkWikis(
    wikis.map((reading) => {
      const settings = wikiSettings(reading, { compatibility: 'default', supplied: {} });
      return {
        id: reading.siteid,
        reading,
        settings: settings.ok ? settings.value : null,
        standIns: standIns(reading, { supplied: {} }),
        url: urlOf(reading.siteid),
        sharing: settings.ok
          ? sharingWiki(reading.siteid, reading.siteid, urlOf(reading.siteid), settings.value)
          : null,
        accountNames: new Set(accounts),
      };
    }),
    { newSecret: () => 'new secret' },
  );
}

const urlOf = (id: string): string => `http://${id}.example.org/`;

const codes = (findings: readonly ConfigFinding[]): string[] =>
  [...new Set(findings.map(({ code }) => code))].filter((code) => code !== 'folder-open-to-all').toSorted();

test('a clean farm has no findings', async () => {
  expect(codes(await check('pass'))).toEqual([]);
});

test('a misspelt option names the right one and offers to move the value there', async () => {
  const [finding] = (await check('pass', 'cookie_lifetim = (1, 2)')).filter(
    ({ code }) => code === 'unknown-option',
  );
  expect(finding).toMatchObject({ file: 'a.py', line: 3, wikiId: 'a' });
  expect(finding?.fix).toEqual([
    { level: 'wiki', wikiId: 'a', option: 'cookie_lifetim', text: null },
    { level: 'wiki', wikiId: 'a', option: 'cookie_lifetime', text: '(1, 2)' },
  ]);
});

test('helper names are left alone', async () => {
  expect(codes(await check("base_dir = 'x'\nADMIN = u'y'"))).toEqual([]);
});

test('a cookie domain that browsers refuse', async () => {
  expect(codes(await check("cookie_domain = '.org'"))).toContain('cookie-domain-refused');
  expect(codes(await check("cookie_domain = '.other.example'"))).toContain('cookie-domain-refused');
  expect(codes(await check("cookie_domain = '.example.org'\nsession_dir = 's'\ncookie_name = 'x'"))).toEqual(
    [],
  );
});

test('a secure cookie without https, a lifetime of zero, a weak secret, a missing superuser', async () => {
  expect(codes(await check('cookie_secure = True'))).toContain('secure-without-https');
  expect(codes(await check('cookie_lifetime = (0, 0)'))).toContain('lifetime-zero');
  expect(codes(await check('secrets = None'))).toContain('secrets-missing');
  expect(codes(await check("superuser = [u'Boss']", 'pass', 'pass', ['Other']))).toContain(
    'superuser-without-account',
  );
});

test('shared sessions with separate users, colliding cookies, siteidmagic under one domain', async () => {
  expect(codes(await check("session_dir = 's'", "user_dir = 'ua'", "user_dir = 'ub'"))).toContain(
    'sessions-shared-users-not',
  );
  const shared = "cookie_domain = '.example.org'\ncookie_name = 'x'";
  expect(codes(await check(shared, "session_dir = 'sa'", "session_dir = 'sb'"))).toContain(
    'cookie-collision',
  );
  expect(
    codes(
      await check(
        "cookie_domain = '.example.org'\ncookie_name = 'siteidmagic'\nsession_dir = 's'\nuser_dir = 'u'",
      ),
    ),
  ).toEqual(['siteidmagic-under-one-domain']);
});

test('a value of the wrong type says what is allowed', async () => {
  const [finding] = (await check("show_version = 'no'")).filter(({ code }) => code === 'wrong-type');
  expect(english(finding?.message ?? '')).toBe('show_version takes True or False.');
  expect(finding?.fix).toEqual([{ level: 'farm', wikiId: 'a', option: 'show_version', text: null }]);
});

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFarmApi, type FarmApi } from '../../electron/api/farm-api.ts';
import { writeFarm } from '../../electron/farm/create-farm.ts';
import { isSystemPageName } from '../../electron/page/system-page-names.ts';
import { systemPages } from '../../electron/wiki/system-pages/system-pages.ts';
import { english } from '../../shared/texts/english.ts';

let folder: string;
let farm: FarmApi;
let base: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'croft-system-pages-'));
  const directory = path.join(folder, 'farm');
  const plan = {
    topology: 'single' as const,
    wikis: [{ name: 'plain', sitename: 'Plain' }],
    shareLogin: false,
    superuser: null,
    domain: 'farm.localhost',
    firstPort: 8081,
  };
  const written = await writeFarm(directory, plan, { pages: new Map(), accounts: [] }, Date.now);
  if (!written.ok) throw new Error(english(written.error.message));
  const opened = await openFarmApi({
    farmId: 'system-pages',
    directory,
    readOnly: false,
    trusted: false,
    stateDirectory: path.join(folder, 'state'),
    port: 0,
    allowedHosts: [],
  });
  if (!opened.ok) throw new Error(english(opened.error.message));
  farm = opened.value;
  const [unit] = farm.host.wikis;
  if (!unit) throw new Error('the farm has no wiki');
  await farm.host.startWikis([unit.id]);
  base = `http://${farm.host.connectOf(unit)}`;
});

afterAll(async () => {
  await farm.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 }); // the event log may still be written
});

const get = async (page: string): Promise<{ readonly status: number; readonly body: string }> => {
  const response = await fetch(`${base}/${encodeURIComponent(page)}`);
  return { status: response.status, body: await response.text() };
};

/** What stands in the page itself, without the theme around it. */
const contentOf = (body: string): string =>
  body.slice(body.indexOf('id="content"'), body.indexOf('id="pagebottom"'));

describe('the help that comes with the program', () => {
  it.each(systemPages.names.map((name) => [name]))('%s shows without errors', async (name) => {
    const { status, body } = await get(name);
    const content = contentOf(body);
    expect(status).toBe(200);
    expect(
      content.match(/Cannot load macro [^"]*|execution failed[^<]*|class="(?:error|highlight)"[^<]*<?/g),
    ).toBeNull();
  });

  it.each(systemPages.names.map((name) => [name]))('%s links only to what is there', async (name) => {
    const { body } = await get(name);
    const missing = [...contentOf(body).matchAll(/class="nonexistent" href="([^"]*)"/g)].map(
      (match) => match[1],
    );
    expect(missing).toEqual([]);
  });

  it('counts as system pages in every list', () => {
    const templates = /Template$/;
    const unknown = systemPages.names.filter(
      (name) => !isSystemPageName(name, 'default') && !templates.test(name),
    );
    expect(unknown).toEqual([]);
  });

  it('has every page that the theme and messages lead to', () => {
    const wanted = [
      'FrontPage',
      'RecentChanges',
      'FindPage',
      'TitleIndex',
      'WordIndex',
      'HelpContents',
      'HelpOnFormatting',
      'HelpOnMoinWikiSyntax',
      'HelpOnSearching',
      'InterWiki',
      'MissingPage',
      'MissingHomePage',
      'SiteNavigation',
    ];
    expect(wanted.filter((name) => !systemPages.names.includes(name))).toEqual([]);
  });

  it('closes every area and mark it opens', async () => {
    for (const name of systemPages.names) {
      const content = contentOf((await get(name)).body);
      for (const tag of ['pre', 'table', 'strong', 'em', 'tt', 'ul', 'ol'])
        expect([name, tag, content.split(`<${tag}`).length]).toEqual([
          name,
          tag,
          content.split(`</${tag}>`).length,
        ]);
      expect([
        name,
        /\{\{\{|\}\}\}(?!<\/tt>)/.exec(
          content.replace(/<pre>[\s\S]*?<\/pre>|<tt[\s\S]*?<\/tt>|<div class="highlight[\s\S]*?<\/pre>/g, ''),
        ),
      ]).toEqual([name, null]);
    }
  });
});

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { passwordHasher } from '../../../../electron/user/password.ts';
import { GoldenWiki, writeDataFolder, writePages, type GoldenClock } from '../wiki/golden-wiki.ts';
import { configText } from './config-text.ts';
import { configHead } from './small-wiki.ts';
import type { TopologyCase } from './topology.ts';

export interface TopologyWiki {
  readonly id: string;
  readonly url: string;
  readonly scriptRoot: string;
  readonly wiki: GoldenWiki;
}

/** The wikis of one case, each opened from configuration files on disk. */
export interface Topology {
  readonly wikis: ReadonlyMap<string, TopologyWiki>;
  /** `@S` or `default of W1`. */
  sessionDirectory(name: string): string;
  idOf(userName: string): string;
  close(): Promise<void>;
}

export async function buildTopology(
  root: string,
  one: TopologyCase,
  parts: {
    readonly commonOptions: Readonly<Record<string, string>>;
    readonly passwords: Readonly<Record<string, string>>;
    readonly clock: GoldenClock;
  },
): Promise<Topology> {
  const wikis = new Map<string, TopologyWiki>();
  const place = (value: string): string =>
    value.startsWith('@') ? `'${path.join(root, value.slice(1))}'` : value;
  const placed = (options: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(options).map(([name, value]) => [name, place(value)]));
  for (const server of one.servers) {
    const configDir = path.join(root, server.id);
    await mkdir(configDir, { recursive: true });
    const isFarm = server.config === 'farmconfig';
    if (isFarm) {
      const entries = server.wikis.map(({ siteid, match }) => `    ('${siteid}', r'${match ?? '.*'}'),`);
      const text = configText({
        ...configHead,
        base: 'multiconfig.DefaultConfig',
        className: 'FarmConfig',
        options: { ...parts.commonOptions, ...placed(server.common ?? {}) },
      });
      await writeFile(path.join(configDir, 'farmconfig.py'), `wikis = [\n${entries.join('\n')}\n]\n${text}`);
    }
    for (const wiki of server.wikis) {
      const dataDir = path.join(root, wiki.id, 'data');
      await writeDataFolder(dataDir);
      await writePages(dataDir, pages);
      const own = { data_dir: `'${dataDir}'`, interwikiname: `u'${wiki.id}'`, ...placed(wiki.options) };
      const text = configText({
        prelude: configHead.prelude,
        imports: isFarm ? [...configHead.imports, 'from farmconfig import FarmConfig'] : configHead.imports,
        base: isFarm ? 'FarmConfig' : 'multiconfig.DefaultConfig',
        className: 'Config',
        options: isFarm ? own : { ...parts.commonOptions, ...placed(server.common ?? {}), ...own },
      });
      await writeFile(path.join(configDir, `${wiki.siteid}.py`), text);
      const golden = new GoldenWiki(parts.clock);
      await golden.open(configDir, wiki.siteid);
      const scriptRoot = (wiki.script_name ?? '').replace(/\/+$/, '');
      wikis.set(wiki.id, { id: wiki.id, url: wiki.url, scriptRoot, wiki: golden });
    }
  }
  const ids = await writeUsers(one, wikis, parts.passwords);
  return {
    wikis,
    sessionDirectory: (name) => {
      const own = /^default of (.+)$/.exec(name)?.[1];
      if (own === undefined) return path.join(root, name.replace(/^@/, ''));
      return wikis.get(own)?.wiki.settings.sessionDir ?? path.join(root, 'nowhere');
    },
    idOf: (userName) => ids.get(userName) ?? '',
    close: async () => {
      for (const { wiki } of wikis.values()) await wiki.close();
    },
  };
}

const pages = {
  FrontPage: 'Front page text.\n',
  PageOne: 'One.\n',
  PageTwo: 'Two.\n',
  PageThree: 'Three.\n',
};

async function writeUsers(
  one: TopologyCase,
  wikis: ReadonlyMap<string, TopologyWiki>,
  passwords: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  const hasher = passwordHasher({
    passwordScheme: '{SSHA}',
    passlibSupport: true,
    passlibRounds: 5000,
    otherOptions: new Map(),
  });
  const ids = new Map<string, string>();
  for (const [wikiId, users] of Object.entries(one.users)) {
    const directory = wikis.get(wikiId)?.wiki.settings.userDir;
    if (directory === undefined) continue;
    await mkdir(directory, { recursive: true });
    for (const [id, name, fields] of users) {
      ids.set(name, id);
      const lines = Object.entries({
        email: `${id}@example.org`,
        enc_password: await hasher.hash(passwords[name] ?? ''),
        name,
        ...fields,
      });
      await writeFile(
        path.join(directory, id),
        lines.map(([key, value]) => `${key}=${String(value)}\n`).join(''),
      );
    }
  }
  return ids;
}

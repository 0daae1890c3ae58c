import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readFarm } from '../../../../electron/config/farm-reading.ts';
import { wikiSettings } from '../../../../electron/config/settings.ts';
import type { WikiSettings } from '../../../../electron/config/wiki-settings.ts';
import { folderOfPage } from '../../../../electron/page/page-name.ts';
import { SessionStores } from '../../../../electron/session/session-stores.ts';
import type { Macro } from '../../../../electron/macro/macro.ts';
import { openWikiState } from '../../../../electron/wiki/open-wiki-state.ts';
import type { WikiEvent, WikiRequest, WikiResponse } from '../../../../electron/wiki/request.ts';
import { english } from '../../../../shared/texts/english.ts';
import { createWiki, type Wiki } from '../../../../electron/wiki/wiki.ts';

/** A clock that golden steps set; it stands still during a request. */
export interface GoldenClock {
  seconds: number;
}

/** One wiki of a golden case, opened from its configuration files by the product's own reader. */
export class GoldenWiki {
  readonly events: WikiEvent[] = [];
  readonly #clock: GoldenClock;
  readonly #macros: readonly Macro[];
  #stores: SessionStores;
  #wiki: Wiki | null = null;
  #settings: WikiSettings | null = null;

  constructor(clock: GoldenClock, macros: readonly Macro[] = []) {
    this.#clock = clock;
    this.#macros = macros;
    this.#stores = new SessionStores(() => undefined);
  }

  /** Reads the configuration again, as a restarted server would. */
  async open(configDir: string, siteid: string): Promise<void> {
    const farm = await readFarm(configDir);
    const reading = farm.wikis.find((one) => one.siteid === siteid);
    if (reading === undefined)
      throw new Error(`no wiki ${siteid}: ${farm.error?.message ?? 'not in the farm'}`);
    const settings = wikiSettings(reading, { compatibility: 'strict', supplied: {} });
    if (!settings.ok) throw new Error(settings.error.map((problem) => english(problem.message)).join('; '));
    await this.openWith(settings.value);
  }

  async openWith(settings: WikiSettings): Promise<void> {
    await this.#stores.closeAll();
    this.#stores = new SessionStores(() => undefined);
    this.#settings = settings;
    const state = openWikiState(settings, {
      sessionStore: this.#stores.open({ kind: 'file', directory: settings.sessionDir }),
      nowSeconds: () => this.#clock.seconds,
      macros: this.#macros,
      log: () => undefined,
    });
    this.#wiki = createWiki({
      state: () => state,
      nowSeconds: () => this.#clock.seconds,
      address: () => null,
      log: (event) => this.events.push(event),
    });
  }

  get settings(): WikiSettings {
    if (this.#settings === null) throw new Error('this wiki is not open');
    return this.#settings;
  }

  readonly handle = (request: WikiRequest): Promise<WikiResponse> => {
    if (this.#wiki === null) throw new Error('this wiki is not open');
    return this.#wiki.handle(request);
  };

  close(): Promise<void> {
    return this.#stores.closeAll();
  }
}

/** What every data folder has besides pages: MoinMoin refuses one without its plugin package. */
export async function writeDataFolder(dataDir: string): Promise<void> {
  for (const folder of ['cache', 'user', 'plugin', 'pages'])
    await mkdir(path.join(dataDir, folder), { recursive: true });
  await writeFile(path.join(dataDir, 'plugin', '__init__.py'), '');
}

/** Pages as they lie on disk after one save by nobody, written directly: thousands of them are needed. */
export async function writePages(dataDir: string, pages: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(path.join(dataDir, 'pages'), { recursive: true });
  await Promise.all(
    Object.entries(pages).map(async ([name, text]) => {
      const folder = path.join(dataDir, 'pages', folderOfPage(name));
      await mkdir(path.join(folder, 'revisions'), { recursive: true });
      await writeFile(path.join(folder, 'revisions', '00000001'), text);
      await writeFile(path.join(folder, 'current'), '00000001\n');
    }),
  );
}

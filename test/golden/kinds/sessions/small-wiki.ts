import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { passwordHasher } from '../../../../electron/user/password.ts';
import { formBody, type GoldenAnswer, type GoldenServer } from '../wiki/http-client.ts';
import { GoldenWiki, writeDataFolder, writePages, type GoldenClock } from '../wiki/golden-wiki.ts';
import { configText } from './config-text.ts';

/** Options that every golden wiki has unless its row says otherwise. */
export const commonOptions: Readonly<Record<string, string>> = {
  data_dir: "os.path.join(here, 'data')",
  sitename: "u'Probe'",
  data_underlay_dir: 'None',
  page_front_page: "u'FrontPage'",
  secrets: "'a shared secret for probes only'",
  surge_action_limits: 'None',
  password_checker: 'None',
  password_scheme: "'{SSHA}'",
  navi_bar: "[u'FrontPage']",
  acl_rights_default: "u'All:read,write,delete,revert'",
};

export const configHead = {
  prelude: ['import os', 'here = os.path.abspath(os.path.dirname(__file__))'],
  imports: [
    'from MoinMoin.config import multiconfig',
    'from MoinMoin.auth import MoinAuth, GivenAuth',
    'from MoinMoin.auth.http import HTTPAuthMoin',
  ],
};

export interface SmallWikiUser {
  readonly id: string;
  readonly name: string;
  readonly password: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** A one-page wiki for the rows of a table: each row gets a fresh session directory and its own options. */
export class SmallWiki {
  readonly clock: GoldenClock = { seconds: 0 };
  readonly wiki = new GoldenWiki(this.clock);
  readonly #server: GoldenServer;
  readonly #root: string;

  private constructor(server: GoldenServer, root: string) {
    this.#server = server;
    this.#root = root;
  }

  static async create(server: GoldenServer, users: readonly SmallWikiUser[] = []): Promise<SmallWiki> {
    const root = await mkdtemp(path.join(tmpdir(), 'croft-row-'));
    const dataDir = path.join(root, 'data');
    await writeDataFolder(dataDir);
    await writePages(dataDir, { PageOne: 'One.\n' });
    const hasher = passwordHasher({
      passwordScheme: '{SSHA}',
      passlibSupport: true,
      passlibRounds: 5000,
      otherOptions: new Map(),
    });
    for (const { id, name, password, fields = {} } of users) {
      const lines = Object.entries({
        email: `${id}@example.org`,
        enc_password: await hasher.hash(password),
        name,
        ...fields,
      });
      await writeFile(
        path.join(dataDir, 'user', id),
        lines.map(([key, value]) => `${key}=${value}\n`).join(''),
      );
    }
    return new SmallWiki(server, root);
  }

  get sessionDirectory(): string {
    return this.wiki.settings.sessionDir;
  }

  /** Opens the wiki with a row's options and an empty session directory. */
  async configure(options: Readonly<Record<string, string>>, siteid = 'wikiconfig'): Promise<void> {
    const single = siteid === 'wikiconfig';
    const text = configText({
      ...configHead,
      base: 'multiconfig.DefaultConfig',
      className: 'Config',
      options: { ...commonOptions, ...options },
    });
    await rm(path.join(this.#root, 'farmconfig.py'), { force: true });
    await rm(path.join(this.#root, 'wikiconfig.py'), { force: true });
    await writeFile(path.join(this.#root, `${siteid}.py`), text);
    if (!single) await writeFile(path.join(this.#root, 'farmconfig.py'), `wikis = [('${siteid}', r'.*')]\n`);
    await this.wiki.open(this.#root, siteid);
    await rm(this.sessionDirectory, { recursive: true, force: true });
  }

  async store(sid: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.sessionDirectory, { recursive: true });
    await writeFile(path.join(this.sessionDirectory, sid), bytes);
  }

  visit(request: {
    readonly url: string;
    readonly cookie?: string;
    readonly form?: Readonly<Record<string, string>>;
    readonly scriptRoot?: string;
    readonly serverPort?: number;
  }): Promise<GoldenAnswer> {
    const headers: Record<string, string> = {};
    if (request.cookie !== undefined && request.cookie !== '') headers['Cookie'] = request.cookie;
    if (request.form !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
    return this.#server.send({
      method: request.form === undefined ? 'GET' : 'POST',
      url: request.url,
      headers,
      ...(request.form === undefined ? {} : { body: formBody(request.form) }),
      ...(request.scriptRoot === undefined ? {} : { scriptRoot: request.scriptRoot }),
      ...(request.serverPort === undefined ? {} : { serverPort: request.serverPort }),
      handle: this.wiki.handle,
    });
  }

  async close(): Promise<void> {
    await this.wiki.close();
    await rm(this.#root, { recursive: true, force: true });
  }
}

import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WikiSettings } from '../../electron/config/wiki-settings.ts';
import { listen } from '../../electron/farm/listener.ts';
import type { Mailer } from '../../electron/mail/mailer.ts';
import { FileSessionStore } from '../../electron/session/file-store.ts';
import { passwordHasher } from '../../electron/user/password.ts';
import { openWikiState } from '../../electron/wiki/open-wiki-state.ts';
import type { WikiEvent } from '../../electron/wiki/request.ts';
import { createWiki } from '../../electron/wiki/wiki.ts';
import { cookieTarget } from '../../shared/session/cookie-scope.ts';
import { cookieHeaderFor, emptyJar, storeCookie } from '../support/cookie-jar.ts';
import { testSettings } from './wiki-settings.ts';
import { english } from '../../shared/texts/english.ts';

/** A wiki in a folder of its own behind a real HTTP server, with a clock that the test moves. */
export interface TestWiki {
  readonly directory: string;
  readonly url: string;
  readonly events: WikiEvent[];
  nowSeconds: number;
  /** Follows new settings, as after an edit of the configuration. */
  change(changes: Partial<WikiSettings>): void;
  addPage(name: string, text: string): Promise<void>;
  addUser(
    id: string,
    name: string,
    password: string,
    fields?: Readonly<Record<string, string>>,
  ): Promise<void>;
  /** The file of an account as it is on disk. */
  profile(id: string): Promise<string>;
  visitor(): TestVisitor;
  close(): Promise<void>;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly setCookie: readonly string[];
  readonly text: string;
}

/** A browser: keeps its cookies, follows nothing by itself. */
export interface TestVisitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
  post(path: string, form: Readonly<Record<string, string>> | URLSearchParams): Promise<TestAnswer>;
  /** Attaches a file through the page's own form. */
  upload(
    path: string,
    fileName: string,
    content: string,
    fields?: Readonly<Record<string, string>>,
  ): Promise<TestAnswer>;
  login(name: string, password: string): Promise<TestAnswer>;
  cookies(): string;
}

export async function startTestWiki(
  changes: Partial<WikiSettings> = {},
  outside: {
    readonly mailer?: Mailer;
    /** What leads to it as configured; its own address is what it is by itself. */
    readonly address?: string | null;
    /** Where requests seem to come from; loopback is what it is by itself. */
    readonly remoteAddress?: string;
    /** The folder that the wiki's own is made in. */
    readonly parent?: string;
  } = {},
): Promise<TestWiki> {
  const directory = await mkdtemp(path.join(outside.parent ?? tmpdir(), 'croft-wiki-'));
  await mkdir(path.join(directory, 'data', 'pages'), { recursive: true });
  await mkdir(path.join(directory, 'data', 'user'), { recursive: true });
  const events: WikiEvent[] = [];
  let settings = testSettings(directory, changes);
  const clock = { seconds: 1_796_000_000 };
  const open = () =>
    openWikiState(settings, {
      sessionStore: new FileSessionStore(settings.sessionDir, {
        processId: process.pid,
        randomInteger: () => 7,
      }),
      nowSeconds: () => clock.seconds,
      openMailer: () => outside.mailer ?? null,
      log: (what) => events.push({ kind: 'problem', what }),
    });
  let state = open();
  const wiki = createWiki({
    state: () => state,
    nowSeconds: () => clock.seconds,
    address: () => (outside.address === undefined ? url : outside.address),
    log: (event) => events.push(event),
  });
  let url = '';
  const listening = await listen(0, ({ fullPath, ...request }) =>
    wiki.handle({
      ...request,
      remoteAddress: outside.remoteAddress ?? request.remoteAddress,
      serverPort: 8080,
      scriptRoot: '',
      path: fullPath,
    }),
  );
  if (!listening.ok) throw new Error(english(listening.error.message));
  url = `http://127.0.0.1:${String(listening.value.port)}`;
  return {
    directory,
    url,
    events,
    get nowSeconds() {
      return clock.seconds;
    },
    set nowSeconds(seconds) {
      clock.seconds = seconds;
    },
    change(more) {
      settings = { ...settings, ...more };
      state = open();
    },
    async addPage(name, text) {
      const saved = await state.pages.save({
        name,
        text,
        author: { userId: '', address: '127.0.0.1', host: '127.0.0.1', may: () => true },
        variables: null,
      });
      if (!saved.ok) throw new Error(`${name}: ${saved.error.kind}`);
    },
    async addUser(id, name, password, fields = {}) {
      const hash = await passwordHasher(settings).hash(password);
      const lines = Object.entries({ email: `${id}@example.org`, enc_password: hash, name, ...fields });
      const text = lines.map(([key, value]) => `${key}=${value}\n`).join('');
      await writeFile(path.join(settings.userDir, id), text);
    },
    profile: (id) => readFile(path.join(settings.userDir, id), 'utf8'),
    visitor: () => makeVisitor(url, () => clock.seconds),
    async close() {
      await listening.value.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** A browser at an address; `url` without the slash at its end. */
export function makeVisitor(url: string, nowSeconds: () => number): TestVisitor {
  let jar = emptyJar;
  const target = cookieTarget(`${url}/`);
  const options = () => ({ policy: 'rfc6265' as const, nowSeconds: nowSeconds() });
  const send = async (address: string, init: RequestInit): Promise<TestAnswer> => {
    const cookie = cookieHeaderFor(jar, target, options());
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('Cookie', cookie);
    const response = await fetch(`${url}${address}`, { ...init, headers, redirect: 'manual' });
    const setCookie = response.headers.getSetCookie();
    for (const line of setCookie) jar = storeCookie(jar, line, target, options()).jar;
    return { status: response.status, headers: response.headers, setCookie, text: await response.text() };
  };
  const visitor: TestVisitor = {
    get: (address, headers = {}) => send(address, { headers }),
    post: (address, form) => send(address, { method: 'POST', body: new URLSearchParams(form) }),
    async upload(address, fileName, content, fields = {}) {
      const body = new FormData();
      const form = fields['ticket'] === undefined ? await visitor.get(`${address}?action=AttachFile`) : null;
      const ticket = /name="ticket" value="([^"]+)"/.exec(form?.text ?? '')?.[1] ?? '';
      for (const [name, value] of Object.entries({ action: 'AttachFile', do: 'upload', ticket, ...fields }))
        body.append(name, value);
      body.append('file', new Blob([content]), fileName);
      return send(address, { method: 'POST', body });
    },
    login: (name, password) =>
      visitor.post('/FrontPage', { action: 'login', login: 'Login', name, password }),
    cookies: () => cookieHeaderFor(jar, target, options()),
  };
  return visitor;
}

import { appendFile, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { farmRequests, type FarmRequestName, type RequestValue } from '../../shared/contract.ts';
import { task } from '../../shared/contract/task.ts';
import { english } from '../../shared/texts/english.ts';
import { openFarmApi, type FarmApi } from '../../electron/api/farm-api.ts';
import { writeFarm, type NewFarmAccount } from '../../electron/farm/create-farm.ts';
import type { FarmPlan } from '../../electron/farm/farm-plan.ts';
import type { Result } from '../../shared/result.ts';
import { makeVisitor, type TestAnswer, type TestVisitor } from '../fakes/wiki-server.ts';

/** What a step of the day was answered: done (with what it said), or not done and why. */
export type Outcome =
  { readonly kind: 'done'; readonly said: string } | { readonly kind: 'refused'; readonly why: string };

export interface Step {
  readonly name: string;
  readonly run: (day: Day) => Promise<Outcome>;
}

/** One copy of the farm, the program that has it open, and its visitors. */
export interface Day {
  readonly root: string;
  readonly farm: string;
  api: FarmApi | null;
  visitors: Readonly<Record<'nobody' | 'joe' | 'admin', TestVisitor>> | null;
  undo: string;
}

const plan: FarmPlan = {
  topology: 'path',
  wikis: ['alpha', 'beta', 'gamma'].map((name) => ({ name, sitename: name })),
  shareLogin: true,
  superuser: 'AdminUser',
  domain: 'farm.localhost',
  firstPort: 18_081,
};

/** Quick to verify: salted SHA-1 of `secret-of-NAME`. */
const people: Readonly<Record<string, string>> = {
  AdminUser: '{SSHA}hA1xQJBMkfOEAx772nlZ1yrRq7xzYWx0',
  JoeDoe: '{SSHA}4nY4FKrFT7D586/w+7L3qaPaM15zYWx0',
  EveUser: '{SSHA}4nY4FKrFT7D586/w+7L3qaPaM15zYWx0',
};

/** Open to all, closed to all but the superuser, and open to a group that JoeDoe is in. */
const pages = {
  FrontPage: 'Words of FrontPage.\n',
  Closed: '#acl All:\nWords of Closed.\n',
  Ruled: '#acl TeamGroup:read All:\nWords of Ruled.\n',
  TeamGroup: '#acl All:read\n * JoeDoe\n',
};

export async function makeFarm(folder: string): Promise<void> {
  const accounts = Object.entries(people).map(([name, stored]): NewFarmAccount => ({
    name,
    email: `${name.toLowerCase()}@example.org`,
    password: { stored },
  }));
  const content = { pages: new Map(plan.wikis.map(({ name }) => [name, pages])), accounts };
  const written = await writeFarm(folder, plan, content, Date.now);
  if (!written.ok) throw new Error(english(written.error.message));
  // A scheme that costs nothing: a login that takes its time proves no more.
  const config = path.join(folder, 'farmconfig.py');
  await appendFile(config, "    password_scheme = '{SSHA}'\n");
}

export async function newDay(template: string): Promise<Day> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'croft-day-'));
  const farm = path.join(root, 'farm');
  await cp(template, farm, { recursive: true, preserveTimestamps: true });
  return { root, farm, api: null, visitors: null, undo: '' };
}

/** Whatever became of it. */
export async function endDay(day: Day): Promise<void> {
  await day.api?.close();
  await rm(day.root, { recursive: true, force: true });
}

class Refused extends Error {}

const messageIn = (html: string): string => /data-message="([^"]+)"/.exec(html)?.[1] ?? '';
const fieldIn = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const shownUser = (html: string): string => /id="userhome"[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
const words = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** An answer that says that it failed ends the step; it has to say so in words. */
function whole(answer: TestAnswer): TestAnswer {
  if (answer.status < 500) return answer;
  const said = words(answer.text);
  if (said.length < 20) throw new Error(`${answer.status} without a sentence: ${said}`);
  throw new Refused(`${answer.status} ${said.slice(0, 200)}`);
}

async function ask<K extends FarmRequestName>(
  day: Day,
  name: K,
  ...args: readonly unknown[]
): Promise<RequestValue<K>> {
  if (day.api === null) throw new Error('the farm is not open');
  const result = (await day.api.request(name, ['farm', ...args])) as Result<unknown>;
  if (result.ok) return farmRequests[name].value.parse(result.value) as RequestValue<K>;
  const said = english(result.error.message);
  if (said === '') throw new Error(`${name} failed without a sentence`);
  throw new Refused(`${name}: ${said}`);
}

function visitorsOf(day: Day) {
  if (day.visitors === null) throw new Error('the farm is not open');
  return day.visitors;
}

const step = (name: string, run: (day: Day) => Promise<string>): Step => ({
  name,
  async run(day) {
    try {
      return { kind: 'done', said: await run(day) };
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', why: error.message };
      throw error;
    }
  },
});

async function login(visitor: TestVisitor, name: string): Promise<string> {
  const form = { action: 'login', login: 'Login', name, password: `secret-of-${name}` };
  const answer = whole(await visitor.post('/alpha/FrontPage', form));
  return `${answer.status} ${shownUser(answer.text)}`;
}

/** What each visitor gets to see of each page: its status, and whether its words were among it. */
export async function views(
  day: Day,
  judge = whole,
  visitors: Readonly<Record<string, TestVisitor>> = visitorsOf(day),
): Promise<Readonly<Record<string, string>>> {
  const seen: Record<string, string> = {};
  for (const [who, visitor] of Object.entries(visitors))
    for (const { name: wiki } of plan.wikis)
      for (const page of ['FrontPage', 'Closed', 'Ruled']) {
        const { status, text } = judge(await visitor.get(`/${wiki}/${page}`));
        seen[`${who} ${wiki}/${page}`] =
          `${status} ${text.includes(`Words of ${page}`) ? 'seen' : 'not seen'}`;
      }
  return seen;
}

async function edit(day: Day): Promise<string> {
  const { joe } = visitorsOf(day);
  const form = whole(await joe.get('/alpha/FrontPage?action=edit')).text;
  const answer = whole(
    await joe.post('/alpha/FrontPage', {
      action: 'edit',
      ticket: fieldIn(form, 'ticket'),
      rev: fieldIn(form, 'rev'),
      savetext: 'Words of FrontPage, changed.\r\n',
      button_save: 'Save Changes',
    }),
  );
  return `${answer.status} ${messageIn(answer.text)}`;
}

async function attach(day: Day): Promise<string> {
  const { joe } = visitorsOf(day);
  const form = whole(await joe.get('/beta/FrontPage?action=AttachFile')).text;
  const body = { ticket: fieldIn(form, 'ticket'), overwrite: '1' };
  const answer = whole(await joe.upload('/beta/FrontPage', 'a.txt', 'attached words', body));
  return `${answer.status} ${messageIn(answer.text)}`;
}

async function switchTo(day: Day): Promise<string> {
  const { admin } = visitorsOf(day);
  const form = whole(await admin.get('/gamma/FrontPage?action=userprefs&sub=suid')).text;
  const answer = whole(
    await admin.post('/gamma/FrontPage', {
      action: 'userprefs',
      handler: 'suid',
      ticket: fieldIn(form, 'ticket'),
      select_user: 'Select User',
      user_name: 'JoeDoe',
    }),
  );
  return `${answer.status} ${messageIn(answer.text)} ${shownUser(answer.text)}`;
}

async function optionEdit(day: Day): Promise<string> {
  const edits = [{ scope: { kind: 'farm' }, option: 'trail_size', change: { kind: 'set', text: '7' } }];
  const { revision } = await ask(day, 'option:preview', edits);
  const { files } = await ask(day, 'option:apply', revision, edits);
  return `${files.length}`;
}

const everySession = {
  filter: { text: '', userId: null, userText: '', wikis: [], kind: 'all', seenBetween: null },
  sort: { by: 'user', descending: false },
  offset: 0,
  limit: 50,
  anchor: null,
};

async function endSession(day: Day): Promise<string> {
  await day.api?.host.sessions.settled();
  const { rows } = await ask(day, 'session:range', everySession);
  const row = rows.find(({ user }) => user?.name === 'JoeDoe');
  if (row === undefined) throw new Refused('JoeDoe’s session is not listed');
  const { ended, undo, failed } = await ask(day, 'session:end', [row.id]);
  if (undo === null)
    throw new Refused(`not ended: ${failed.map(({ error }) => english(error.message)).join()}`);
  day.undo = undo;
  return `${ended}`;
}

async function disable(day: Day): Promise<string> {
  const list = await ask(day, 'user:list', { text: 'EveUser', storeId: null, offset: 0, limit: 10 });
  const [eve] = list.rows;
  if (eve === undefined) throw new Error('EveUser is not listed');
  await ask(day, 'user:disable', eve.storeId, eve.id, { endSessions: false });
  return eve.name;
}

async function backup(day: Day): Promise<string> {
  const { api } = day;
  if (api === null) throw new Error('the farm is not open');
  const ended = new Promise<string>((resolve, reject) => {
    const stop = api.onEvent(({ event, payload }) => {
      if (event !== 'task:changed') return;
      const { state } = task.parse(payload);
      if (state.kind === 'running') return;
      stop();
      if (state.kind === 'backup-made') resolve(`${state.kind}, ${state.skipped} skipped`);
      else reject(new Refused(JSON.stringify(state)));
    });
  });
  ended.catch(() => undefined);
  await ask(day, 'farm:backup', path.join(day.root, 'farm.zip'), { withSessions: true, replace: true });
  return ended;
}

async function open(day: Day): Promise<string> {
  const opened = await openFarmApi({
    farmId: 'farm',
    directory: day.farm,
    readOnly: false,
    trusted: false,
    stateDirectory: path.join(day.root, 'state'),
    port: null,
    allowedHosts: [],
  });
  if (!opened.ok) throw new Refused(english(opened.error.message));
  day.api = opened.value;
  const url = `http://localhost:${opened.value.host.mainPort}`;
  const visitor = () => makeVisitor(url, () => Math.floor(Date.now() / 1000));
  day.visitors = { nobody: visitor(), joe: visitor(), admin: visitor() };
  return 'open';
}

/** From opening to quitting. A step that was refused can be made again. */
export const steps: readonly Step[] = [
  step('open', open),
  step('login', (day) => login(visitorsOf(day).joe, 'JoeDoe')),
  step('login of the superuser', (day) => login(visitorsOf(day).admin, 'AdminUser')),
  step('views', async (day) => JSON.stringify(await views(day))),
  step('edit', edit),
  step('attach', attach),
  step('switch', switchTo),
  step('views while switched', async (day) =>
    JSON.stringify(await views(day, whole, { admin: visitorsOf(day).admin })),
  ),
  step('return', async (day) => {
    const answer = whole(await visitorsOf(day).admin.get('/gamma/FrontPage?action=logout&logout=logout'));
    return `${answer.status} ${shownUser(answer.text)}`;
  }),
  step('option edit', optionEdit),
  step('ended session', endSession),
  step('undo', async (day) => `${(await ask(day, 'session:undoEnd', day.undo)).restored}`),
  step('account change', disable),
  step('backup', backup),
];

/**
 * Whether a call counts. The 124 system pages of a wiki, which have no folder in it, are each looked for in the same way in the
 * background; the pages of the day stand for them.
 */
export function counts(day: Day, paths: readonly string[]): boolean {
  if (!paths.some((one) => one.includes(day.root))) return false;
  const page = paths.map((one) => /\/data\/pages\/([^/]+)/.exec(one)?.[1]).find((one) => one !== undefined);
  return page === undefined || page.startsWith('.') || page in pages;
}

/** What is on the disk when the day is over, without times, sids and numbers of revisions. */
export async function stateOf(day: Day): Promise<Readonly<Record<string, unknown>>> {
  const at = (...parts: string[]): string => path.join(day.farm, ...parts);
  const state: Record<string, unknown> = {};
  for (const { name: wiki } of plan.wikis)
    for (const page of Object.keys(pages)) {
      const folder = at(wiki, 'data', 'pages', page);
      const current = (await readFile(path.join(folder, 'current'), 'latin1')).trim();
      state[`${wiki}/${page}`] = await readFile(path.join(folder, 'revisions', current), 'utf8');
      const files = await readdir(path.join(folder, 'attachments')).catch(() => []);
      for (const file of files)
        state[`${wiki}/${page}/${file}`] = await readFile(path.join(folder, 'attachments', file), 'utf8');
    }
  const accounts = await readdir(at('shared', 'user'));
  for (const file of accounts.filter((one) => /^\d+\.\d+\.\d+$/.test(one))) {
    const profile = await readFile(at('shared', 'user', file), 'utf8');
    state[`account ${/^name=(.*)$/m.exec(profile)?.[1]}`] = /^disabled=.*$/m.exec(profile)?.[0];
  }
  state['sessions'] = (await readdir(at('shared', 'sessions'))).filter((one) => one.length === 40).length;
  for (const file of (await readdir(day.farm)).filter((one) => one.endsWith('.py')))
    state[file] = await readFile(at(file), 'utf8');
  const all = await readdir(day.farm, { recursive: true });
  state['left behind'] = all.filter((one) => /\.croft-|current-locked|current-new/.test(one));
  return state;
}

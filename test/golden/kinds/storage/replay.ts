import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodePythonUtf8Lossy } from '../../../../electron/page/python-utf8.ts';
import { folderOfPage } from '../../../../electron/page/page-name.ts';
import type { Author, PageOutcome, PageRefusal } from '../../../../electron/page/page-types.ts';
import { normaliseFormText } from '../../../../electron/page/text.ts';
import { openLabWiki, settingsOf, type LabWiki } from './lab-wiki.ts';
import { compare, compareAll, isRecord, number, sorted, text, temporaryFolder } from './support.ts';

type Op = Record<string, unknown>;

/** Refusals in the words of the data. */
const errorNames: Readonly<Record<PageRefusal['kind'], string>> = {
  AccessDenied: 'AccessDenied',
  Immutable: 'Immutable',
  EmptyPage: 'EmptyPage',
  EditConflict: 'EditConflict',
  Unchanged: 'Unchanged',
  NoAdmin: 'NoAdmin',
  Vetoed: 'Vetoed',
  CouldNotLock: 'CouldNotLock',
  NameTooLong: 'OSError',
  EmptyName: 'empty-name',
  PageExists: 'exists',
  NoSuchPage: 'other',
  AttachmentExists: 'AttachmentAlreadyExists',
  NoSuchAttachment: 'other',
  DiskRefused: 'OSError',
};

/** Makes a tree again with its own operations and compares every answer and, at the end, every file. */
export async function replayTree(
  finished: string,
  expected: Record<string, unknown>,
  list: unknown,
): Promise<string | null> {
  const ops = Array.isArray(list) ? list.filter(isRecord) : [];
  const root = await temporaryFolder();
  try {
    await prepareUnderlay(finished, root, ops);
    const users = new Map<string, Op>();
    const wiki = await openLabWiki(root, {
      settings: settingsOf(expected['config']),
      knownUsers: new Set(ops.filter((op) => op['op'] === 'user').map((op) => text(op, 'name'))),
      nowMicroseconds: number(ops[0] ?? {}, 't'),
    });
    for (const [index, op] of ops.entries()) {
      wiki.setNow(number(op, 't'));
      wiki.store.refresh();
      if (op['op'] === 'user') {
        users.set(text(op, 'name'), op);
        continue;
      }
      const answer = await carryOut(wiki, op, users);
      await wiki.store.settled();
      const difference = compareAnswer(op, answer);
      if (difference !== null)
        return `operation ${index} (${text(op, 'op')} ${text(op, 'page')}): ${difference}`;
    }
    return await compareTrees(finished, root, underlayChanges(ops));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

type Answer = Record<string, unknown>;

async function carryOut(wiki: LabWiki, op: Op, users: ReadonlyMap<string, Op>): Promise<Answer> {
  const { store } = wiki;
  const user = users.get(text(op, 'user'));
  const author = authorOf(wiki, op, user);
  const name = text(op, 'page');
  const comment = text(op, 'comment');
  const given = { name, author, comment, variables: variablesOf(wiki, op, user) };
  const file = { name, author, fileName: text(op, 'name') };
  const moved = { ...file, toPage: text(op, 'to_page'), toFileName: text(op, 'to_name') };
  switch (op['op']) {
    case 'save':
      return answerOf(
        await store.save({
          ...given,
          text: op['form'] === false ? text(op, 'text') : formText(op),
          ...(op['rev'] === undefined ? {} : { baseRevision: number(op, 'rev') }),
        }),
      );
    case 'delete':
      return answerOf(await store.delete(given));
    case 'revert':
      return answerOf(await store.revert({ ...given, revision: number(op, 'rev') }));
    case 'rename':
      return answerOf(await store.rename({ ...given, to: text(op, 'to') }));
    case 'copy':
      return answerOf(await store.copy({ ...given, to: text(op, 'to') }));
    case 'attach':
      return answerOf(
        await store.attach({
          ...file,
          content:
            typeof op['hex'] === 'string' ? Buffer.from(op['hex'], 'hex') : Buffer.from(text(op, 'data')),
          overwrite: Boolean(op['overwrite']),
        }),
      );
    case 'detach':
      return answerOf(await store.detach(file));
    case 'move_attachment':
      return attachmentMoved(answerOf(await store.moveAttachment(moved)));
    case 'copy_attachment':
      return attachmentMoved(answerOf(await store.copyAttachment(moved)));
    case 'view':
      store.recordEvent({ type: 'VIEWPAGE', page: name, ...client(op), ...referer(op) });
      return { ok: true };
    case 'lock': {
      const taken = await store.takeEditLock(name, author);
      if (!taken.ok) return answerOf(taken);
      return { ok: true, granted: taken.value.granted, warned: taken.value.holder !== null };
    }
    case 'unlock':
      return answerOf(await store.releaseEditLock(name, author));
    default:
      throw new Error(`unknown operation ${String(op['op'])}`);
  }
}

const client = (op: Op): { address: string; userAgent: string } => ({
  address: text(op, 'ip') || '10.0.0.1',
  userAgent: text(op, 'ua') || 'Lab/1.0',
});

const referer = (op: Op): { referer?: string } =>
  op['referer'] === undefined ? {} : { referer: text(op, 'referer') };

function authorOf(wiki: LabWiki, op: Op, user: Op | undefined): Author {
  const visitor = { name: text(user ?? {}, 'name'), authMethod: user === undefined ? null : 'moin' };
  return {
    userId: text(user ?? {}, 'id'),
    host: '',
    ...client(op),
    may: (right, page) => wiki.rights.may(visitor, right, page).allowed,
  };
}

const formText = (op: Op): string =>
  normaliseFormText(text(op, 'text'), { stripTrailingSpace: Boolean(op['strip']) });

function variablesOf(
  wiki: LabWiki,
  op: Op,
  user: Op | undefined,
): Parameters<LabWiki['store']['save']>[0]['variables'] {
  const userName = text(user ?? {}, 'name');
  return {
    userName,
    isLoggedIn: user !== undefined,
    signature: user === undefined ? client(op).address : `[[${userName}]]`,
    email: text(user ?? {}, 'email'),
    utcOffsetSeconds: 0,
    dictionary: user === undefined ? new Map() : wiki.dictionary(`${userName}/MyDict`),
  };
}

function answerOf(outcome: PageOutcome<unknown>): Answer {
  if (!outcome.ok) return { ok: false, error: errorNames[outcome.error.kind] };
  const value = isRecord(outcome.value) ? outcome.value : {};
  return {
    ok: true,
    rev: value['revision'],
    name: value['name'],
    message: value['alreadySaved'] === true ? 'already-saved' : 'saved',
    stored: value['fileName'],
    size: value['sizeBytes'],
  };
}

const attachmentMoved = (answer: Answer): Answer =>
  answer['error'] === 'AttachmentAlreadyExists' ? { ...answer, error: 'DestPathExists' } : answer;

function compareAnswer(op: Op, answer: Answer): string | null {
  const expected = isRecord(op['result']) ? op['result'] : {};
  if (expected['ok'] !== true)
    return compareAll(
      compare('ok', false, answer['ok']),
      expected['error'] === undefined ? null : compare('error', expected['error'], answer['error']),
    );
  const fields = op['op'] === 'detach' ? ['ok'] : Object.keys(expected);
  return compareAll(...fields.map((field) => compare(field, expected[field], answer[field])));
}

/** Pages of the underlay that MoinMoin changed in place and the product copies first (spec/storage.md §10). */
interface UnderlayChanges {
  /** Renamed away from the underlay: old folder → new folder in data. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Got attachments in the underlay. */
  readonly attached: ReadonlySet<string>;
}

function underlayChanges(ops: readonly Op[]): UnderlayChanges {
  const touched = new Set<string>();
  const renamed = new Map<string, string>();
  const attached = new Set<string>();
  for (const op of ops) {
    const result = isRecord(op['result']) ? op['result'] : {};
    if (result['ok'] !== true || op['op'] === 'user') continue;
    const folder = folderOfPage(text(op, 'page'));
    if (op['op'] === 'rename' && !touched.has(folder))
      renamed.set(folder, folderOfPage(text(result, 'name')));
    if (op['op'] === 'attach' && !touched.has(folder)) attached.add(folder);
    if (op['op'] !== 'attach' && op['op'] !== 'copy') touched.add(folder);
    if (op['op'] === 'copy' || op['op'] === 'rename') touched.add(folderOfPage(text(result, 'name')));
  }
  return { renamed, attached };
}

/** The underlay as it was before the operations: what MoinMoin did to it in place is undone. */
async function prepareUnderlay(finished: string, root: string, ops: readonly Op[]): Promise<void> {
  const underlay = path.join(finished, 'underlay');
  if (!(await isThere(underlay))) return;
  await cp(underlay, path.join(root, 'underlay'), { recursive: true, preserveTimestamps: true });
  const { renamed, attached } = underlayChanges(ops);
  for (const [from, to] of renamed) {
    const moved = path.join(finished, 'data', 'pages', to);
    const original = path.join(root, 'underlay', 'pages', from);
    if ((await isThere(original)) || !(await isThere(moved))) continue;
    await cp(moved, original, { recursive: true, preserveTimestamps: true });
    await undoLastRevision(original);
  }
  for (const folder of attached) {
    const page = path.join(root, 'underlay', 'pages', folder);
    if (!(await isThere(page)) || (await isThere(path.join(finished, 'data', 'pages', folder)))) continue;
    for (const op of ops)
      if (op['op'] === 'attach' && folderOfPage(text(op, 'page')) === folder)
        await rm(path.join(page, 'attachments', text(op, 'name')), { force: true });
    await rm(path.join(page, 'edit-log'), { force: true });
  }
}

async function undoLastRevision(folder: string): Promise<void> {
  const revisions = (await readdir(path.join(folder, 'revisions'))).sort();
  const last = revisions.pop();
  if (last !== undefined) await rm(path.join(folder, 'revisions', last));
  await writeFile(path.join(folder, 'current'), `${revisions.at(-1) ?? '00000000'}\n`);
  const log = (await readFile(path.join(folder, 'edit-log'), 'utf8')).trimEnd().split('\n').slice(0, -1);
  if (log.length === 0) await rm(path.join(folder, 'edit-log'));
  else await writeFile(path.join(folder, 'edit-log'), `${log.join('\n')}\n`);
}

async function isThere(file: string): Promise<boolean> {
  try {
    await readdir(file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return false;
    throw error;
  }
}

async function compareTrees(
  finished: string,
  replayed: string,
  { renamed, attached }: UnderlayChanges,
): Promise<string | null> {
  const [wanted, found] = [await filesIn(finished), await filesIn(replayed)];
  const inUnderlay = (file: string, folders: Iterable<string>): boolean =>
    Array.from(folders).some(
      (folder) => file.startsWith(`underlay/pages/${folder}/`) || file.startsWith(`data/pages/${folder}/`),
    );
  const isRefined = (file: string): boolean =>
    (!wanted.has(file) && inUnderlay(file, renamed.keys())) ||
    (inUnderlay(file, attached) && (file.startsWith('underlay/') || !wanted.has(file)));
  const names = sorted(new Set([...wanted.keys(), ...found.keys()])).filter((file) => !isRefined(file));
  return compareAll(
    ...names.map((file) => {
      if (file === 'data/event-log') return compareEvents(wanted.get(file), found.get(file));
      return compare(file, wanted.get(file)?.toString('latin1'), found.get(file)?.toString('latin1'));
    }),
  );
}

/** Key order is arbitrary; lines that were added by hand begin with a broken one. */
function compareEvents(wanted: Buffer | undefined, found: Buffer | undefined): string | null {
  const lines = (bytes: Buffer | undefined): string[] =>
    decodePythonUtf8Lossy(bytes ?? new Uint8Array())
      .text.split('\n')
      .map((line) => {
        const [time = '', type = '', query = ''] = line.split('\t');
        return [time, type, query.split('&').sort().join('&')].join('\t');
      });
  const expected = lines(wanted);
  const byHand = expected.findIndex((line) => !/^\d+\t[A-Z]+\t/.test(line));
  const wantedLines = byHand < 0 ? expected : [...expected.slice(0, byHand), '\t\t'];
  return firstDifference(wantedLines, lines(found));
}

function firstDifference(wanted: readonly string[], found: readonly string[]): string | null {
  const line = wanted.findIndex((text, index) => text !== found[index]);
  if (line >= 0) return compare(`event-log line ${line + 1}`, wanted[line], found[line]);
  return compare('event-log lines', wanted.length, found.length);
}

/** What §14 says to compare: caches, empty locks and logs, accounts and what a new wiki brings with it are left out. */
async function filesIn(root: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const top of ['data', 'underlay']) {
    if (!(await isThere(path.join(root, top)))) continue;
    const entries = await readdir(path.join(root, top), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const relative = path.relative(root, file);
      if (/^data\/(?:user|cache|plugin|meta)/.test(relative)) continue;
      if (relative.includes('/cache/') && !relative.endsWith('/cache/conflict')) continue;
      const bytes = await readFile(file);
      if (bytes.length === 0 && /\/edit-(?:lock|log)$/.test(relative)) continue;
      files.set(relative, bytes);
    }
  }
  return files;
}

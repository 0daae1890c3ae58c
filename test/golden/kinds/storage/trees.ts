import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as tar from 'tar';
import { attachmentRevision, type EditLogEntry } from '../../../../electron/page/edit-log.ts';
import { readEditLog, readEventLog } from '../../../../electron/page/log-file.ts';
import { parentName } from '../../../../shared/names/page-name.ts';
import { shortHost } from '../../../../electron/wiki/editor-name.ts';
import { folderOfPage, indexGroupOf } from '../../../../electron/page/page-name.ts';
import {
  breakLongWords,
  positionsText,
  recentChanges,
  remarkOf,
  remarkText,
} from '../../../../electron/page/recent-changes.ts';
import { titleIndex } from '../../../../electron/page/title-index.ts';
import type { CaseResult } from '../../kind.ts';
import { instructionFields } from './instruction-fields.ts';
import { openLabWiki, settingsOf, type LabWiki } from './lab-wiki.ts';
import { replayTree } from './replay.ts';
import {
  compare,
  compareAll,
  isRecord,
  judge,
  raises,
  readJson,
  sorted,
  temporaryFolder,
} from './support.ts';
import { sortPairs } from './tables.ts';

type Expected = Record<string, unknown>;

const tag = 'trees';
const anonymous = { name: '', authMethod: null };

export async function* runTrees(directory: string): AsyncIterable<CaseResult> {
  const trees = path.join(directory, 'trees');
  for (const tree of await foldersIn(trees)) {
    const expected = await readJson(path.join(trees, tree), 'expected.json');
    if (expected === null) continue;
    const root = await temporaryFolder();
    try {
      await tar.extract({ file: path.join(trees, tree, 'tree.tar.gz'), cwd: root });
      yield* runTree(tree, root, expected);
      const ops = await readFile(path.join(trees, tree, 'ops.json'), 'utf8').catch(() => null);
      if (ops !== null && isReplayable(tree, expected))
        yield await judge(`${tree}/replay`, tag, () => replayTree(root, expected, JSON.parse(ops)));
    } catch (error) {
      yield await judge(tree, tag, () => `can't be unpacked: ${String(error)}`);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    return sorted(await readdir(folder));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Trees that were damaged after they were made can't be made again (COMPARE.md). */
const isReplayable = (tree: string, expected: Expected): boolean =>
  !/^(?:09|10|11|12)/.test(tree) && !/damag|broken/i.test(String(expected['note']));

async function* runTree(tree: string, root: string, expected: Expected): AsyncIterable<CaseResult> {
  const users = isRecord(expected['users']) ? expected['users'] : {};
  const wiki = await openLabWiki(root, {
    settings: settingsOf(expected['config']),
    knownUsers: new Set(Object.keys(users)),
    nowMicroseconds: newestTime(root) + 1,
  });
  const nameOfUser = new Map(Object.entries(users).map(([name, id]) => [String(id), name]));
  yield await judge(tree, tag, () => checkLists(wiki, expected));
  yield await judge(`${tree}/logs`, tag, () => checkLogs(wiki, expected));
  yield await judge(`${tree}/index`, tag, () => checkIndex(wiki, expected));
  yield await judge(`${tree}/changes`, tag, () => checkChanges(wiki, expected, nameOfUser));
  const pages = isRecord(expected['pages']) ? expected['pages'] : {};
  for (const [name, page] of Object.entries(pages))
    if (isRecord(page))
      yield await judge(`${tree}/page/${name}`, tag, () => checkPage(wiki, name, page, nameOfUser));
}

const newestTime = (root: string): number =>
  readEditLog(path.join(root, 'data', 'edit-log')).entries.reduce(
    (newest, entry) => Math.max(newest, entry.timeMicroseconds),
    0,
  );

function checkLists({ store, groups, kinds, dictionary }: LabWiki, expected: Expected): string | null {
  const names = store.names();
  const count = { all: store.folderCount(), existing: names.length };
  const wanted = isRecord(expected['pageCount']) ? expected['pageCount'] : {};
  const dictionaries = names.filter(kinds.isDictionary);
  return compareAll(
    compare('folders', sorted(strings(expected['dirNames'])), sorted(store.folderNames())),
    expected['pageList'] === undefined
      ? compare('readable names are listed', true, names.length > 0)
      : compare('pages', sorted(strings(expected['pageList'])), sorted(names)),
    compare('all', wanted['all'], count.all),
    raises(wanted['existing']) ? null : compare('existing', wanted['existing'], count.existing),
    expected['groups'] === undefined
      ? null
      : compare(
          'groups',
          expected['groups'],
          Object.fromEntries(
            groups.names().map((name) => [
              name,
              {
                all: sorted(groups.allMembers(name)),
                members: sorted(groups.members(name)?.members ?? []),
                subgroups: sorted(groups.members(name)?.subgroups ?? []),
              },
            ]),
          ),
        ),
    expected['dicts'] === undefined
      ? null
      : compare(
          'dictionaries',
          expected['dicts'],
          Object.fromEntries(dictionaries.map((name) => [name, Object.fromEntries(dictionary(name))])),
        ),
  );
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const fieldsOf = (entry: EditLogEntry): unknown[] => [
  entry.timeMicroseconds,
  entry.revision,
  entry.action,
  entry.page,
  entry.address,
  entry.host,
  entry.userId,
  entry.extra,
  entry.comment,
];

function checkLogs({ dataDir }: LabWiki, expected: Expected): string | null {
  const edits = readEditLog(path.join(dataDir, 'edit-log'));
  const events = readEventLog(path.join(dataDir, 'event-log'));
  const damaged = raises(expected['editLog']);
  return compareAll(
    damaged
      ? compare('skipped and reported', [true, true], [edits.entries.length > 0, edits.problems.length > 0])
      : compare('edit log', expected['editLog'], edits.entries.map(fieldsOf)),
    expected['eventLog'] === undefined || raises(expected['eventLog'])
      ? null
      : compare(
          'event log',
          expected['eventLog'],
          events.entries.map((entry) => [entry.timeMicroseconds, entry.type, sortPairs(entry.values)]),
        ),
  );
}

function checkIndex({ store, rights, kinds }: LabWiki, expected: Expected): string | null {
  const readable = store.names().filter((name) => rights.may(anonymous, 'read', name).allowed);
  const groupsOf = (names: readonly string[]): unknown =>
    titleIndex(names).map(({ letter, names: members }) => [letter, members]);
  const wanted = isRecord(expected['titleIndex']) ? expected['titleIndex'] : {};
  const found = {
    all: groupsOf(readable),
    withoutSystem: groupsOf(readable.filter((n) => !kinds.isSystem(n))),
  };
  return compareAll(
    ...(['all', 'withoutSystem'] as const).map((list) =>
      wanted[list] === undefined || raises(wanted[list])
        ? compare(`${list} is answered`, true, readable.length > 0)
        : compare(list, wanted[list], found[list]),
    ),
  );
}

function checkChanges(
  { store, rights }: LabWiki,
  expected: Expected,
  nameOfUser: ReadonlyMap<string, string>,
): string | null {
  const days = recentChanges({
    entries: store.changes(),
    exists: (page) => store.exists(page),
    hasConflictFlag: (page) => store.hasConflictFlag(page),
    mayRead: (page) => rights.may(anonymous, 'read', page).allowed,
    maxDays: 90,
    utcOffsetSeconds: 0,
  });
  const found = days.map(({ day, rows }) => ({
    day,
    pages: rows.map((row) => ({
      page: row.page,
      time: new Date(row.timeMicroseconds / 1000).toISOString().slice(11, 16),
      changes: row.lines.length,
      rev: row.revision,
      actions: row.lines.map((line) => line.action),
      editors: row.editors.map((editor) =>
        [
          nameOfUser.get(editor.userId) ?? shortHost(editor),
          positionsText(editor.positions, row.lines.length),
        ]
          .filter((part) => part !== '')
          .join(' '),
      ),
      comments: row.lines.flatMap((line, index) => {
        const remark = remarkOf(line);
        return remark === null ? [] : [[index + 1, breakLongWords(remarkText(remark))]];
      }),
      exists: row.exists,
      icon: row.icon,
    })),
  }));
  if (expected['recentChanges'] === undefined || raises(expected['recentChanges']))
    return compare('readable changes are listed', true, found.length > 0);
  return compare('recent changes', actionsAsSets(expected['recentChanges']), actionsAsSets(found));
}

function actionsAsSets(value: unknown): unknown {
  const text = JSON.stringify(value, (key, member: unknown) =>
    key === 'actions' && Array.isArray(member) ? sorted(new Set(member.map(String))) : member,
  );
  return JSON.parse(text) as unknown;
}

const sha1 = (bytes: string | Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

async function checkPage(
  wiki: LabWiki,
  name: string,
  expected: Expected,
  nameOfUser: ReadonlyMap<string, string>,
): Promise<string | null> {
  const { store } = wiki;
  const state = store.page(name);
  const parent = parentName(name);
  const attachments = await Promise.all(
    store.attachments(name).map(async (file) => ({
      name: file.fileName,
      size: file.sizeBytes,
      sha1: sha1(await readFile(file.path)),
    })),
  );
  const found: Expected = {
    dir: folderOfPage(name),
    exists: state.exists,
    standard: store.presence('data', name) === 'page',
    underlay: store.presence('underlay', name) === 'page',
    hasDataDir: store.presence('data', name) !== 'none',
    hasUnderlayDir: store.presence('underlay', name) !== 'none',
    current: state.current ?? attachmentRevision,
    revisions: store.revisions(name),
    bodySha1: sha1(store.read(name)?.text ?? ''),
    mtime: store.revisionInfo(name)?.timeMicroseconds ?? 0,
    index: indexGroupOf(name),
    ...(parent !== null && store.exists(parent) ? { parent } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    editLog: readEditLog(path.join(wiki.dataDir, 'pages', folderOfPage(name), 'edit-log')).entries.map(
      fieldsOf,
    ),
    ...piOf(wiki, name),
  };
  const differences = Object.entries({ ...found, ...expected }).map(([field, wanted]) => {
    if (field === 'kinds' || raises(wanted) || raises(expected[field])) return null;
    if (field === 'rev') return checkRevisions(wiki, name, wanted, nameOfUser);
    if (field === 'body') return null;
    if (field === 'mtime' && wanted === 0) return null;
    if (field === 'bodySha1' && expected[field] === undefined) return null;
    if ((field === 'editLog' || field === 'revisions') && expected[field] === undefined) return null;
    return compare(field, expected[field], found[field]);
  });
  return compareAll(...differences);
}

/** Processing instructions where they differ from those of a plain page. */
function piOf({ store }: LabWiki, name: string): Expected {
  const parsed = store.instructions(name);
  const plain = parsed.lines.length === 0 && parsed.format === 'wiki';
  if (plain) return {};
  const language = parsed.language === 'en' ? {} : { language: parsed.language };
  const { pragma: _, ...fields } = instructionFields(parsed, name); // not among the fields of trees
  return { pi: { ...fields, ...language, lines: parsed.lines.length } };
}

function checkRevisions(
  { store }: LabWiki,
  name: string,
  expected: unknown,
  nameOfUser: ReadonlyMap<string, string>,
): string | null {
  if (!isRecord(expected)) return 'the revisions of the data are no object';
  return compareAll(
    ...Object.entries(expected).map(([revision, wanted]) => {
      const stored = store.read(name, Number(revision));
      if (raises(wanted)) return compare(`revision ${revision} is flagged`, false, stored?.clean);
      if (!isRecord(wanted)) return `revision ${revision} of the data is no object`;
      const line = store.revisionInfo(name, Number(revision));
      const text = stored?.text ?? '';
      const user = nameOfUser.get(line?.userId ?? '');
      const found: Expected = {
        exists: stored !== null,
        chars: Array.from(text).length,
        sha1: sha1(text),
        text,
        log:
          line === null
            ? undefined
            : {
                action: line.action,
                addr: line.address,
                comment: line.comment,
                extra: line.extra,
                host: line.host,
                time: line.timeMicroseconds,
                userid: line.userId,
              },
        editor: line === null ? undefined : user === undefined ? line.host : `Self:${user}`,
      };
      return compareAll(
        ...Object.entries(wanted).map(([field, value]) =>
          raises(value) ? null : compare(`revision ${revision} ${field}`, value, found[field]),
        ),
      );
    }),
  );
}

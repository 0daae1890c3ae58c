import { rm } from 'node:fs/promises';
import path from 'node:path';
import { aclEntries, parseAclItems } from '../../../electron/page/acl.ts';
import type { Author, PageRefusal, PageSettings } from '../../../electron/page/page-types.ts';
import type { CaseResult, GoldenKind } from '../kind.ts';
import { fillPages, treeDigest } from './acl/world.ts';
import { openLabWiki, type LabWiki } from './storage/lab-wiki.ts';
import {
  compare,
  compareAll,
  isRecord,
  judge,
  number,
  readJson,
  rows,
  sorted,
  text,
  temporaryFolder,
} from './storage/support.ts';

type Row = Record<string, unknown>;

/** golden/acl/COMPARE.md */
export const kind: GoldenKind = {
  name: 'acl',
  async *run(directory) {
    yield* runCases(directory);
    yield* runParse(directory);
    yield* runChanges(directory);
  },
};

const words = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** A world's configuration in our names, missing values as in `defaults`. */
function settingsOf(defaults: unknown, config: unknown): Partial<PageSettings> {
  const values: Row = {
    ...(isRecord(defaults) ? defaults : {}),
    ...(isRecord(config) ? config : {}),
  };
  return {
    aclRightsBefore: text(values, 'before'),
    aclRightsDefault: text(values, 'default'),
    aclRightsAfter: text(values, 'after'),
    aclHierarchic: values['hierarchic'] === true,
    aclRightsValid: words(values['valid']),
    authMethodsTrusted: words(values['trusted']),
  };
}

/** Settings that hold where a file has no `defaults` of its own (spec/acl.md §1, §3; acl_rights_default). */
const usualDefaults = {
  before: '',
  default: 'Trusted:read,write,delete,revert Known:read All:read',
  after: '',
  hierarchic: false,
  valid: ['read', 'write', 'delete', 'revert', 'admin'],
  trusted: ['http', 'given', 'xmlrpc_applytoken'],
};
const usualUsers = [
  ...['Alice', 'Bob', 'Carol', 'Dave', 'Zoë Ünïcode'],
  ...['Name With Space', '山田 太郎', 'AdminUser'],
];

async function withWorld<T>(
  world: Row,
  defaults: unknown,
  knownUsers: readonly string[],
  use: (wiki: LabWiki, root: string) => Promise<T>,
): Promise<T> {
  const root = await temporaryFolder();
  try {
    await fillPages(path.join(root, 'data'), world['pages']);
    await fillPages(path.join(root, 'underlay'), world['underlay']);
    const wiki = await openLabWiki(root, {
      settings: settingsOf(defaults, world['config']),
      knownUsers: new Set(knownUsers),
      nowMicroseconds: 1_600_000_000_000_000,
    });
    return await use(wiki, root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function* runCases(directory: string): AsyncIterable<CaseResult> {
  const content = await readJson(directory, 'cases.json');
  if (content === null) return;
  const defaults = { ...usualDefaults, ...(isRecord(content['defaults']) ? content['defaults'] : {}) };
  const users = content['knownUsers'] === undefined ? usualUsers : words(content['knownUsers']);
  for (const world of rows(content, 'worlds')) {
    const results = await withWorld(world, defaults, users, (wiki) =>
      Promise.all(
        rows(world, 'queries').map((query, index) =>
          judge(`${text(world, 'name')}#${index}`, 'cases', () => checkQuery(wiki, query)),
        ),
      ),
    );
    yield* results;
  }
}

function checkQuery({ rights }: LabWiki, query: Row): string | null {
  const name = text(query, 'user');
  const authMethod = name === '' ? null : text(query, 'auth') || 'moin';
  const granted = rights.rightsOf({ name, authMethod }, text(query, 'page'));
  return compare('rights', sorted(words(query['rights'])), sorted(granted));
}

async function* runParse(directory: string): AsyncIterable<CaseResult> {
  const content = await readJson(directory, 'parse.json');
  if (content === null) return;
  const validRights = usualDefaults.valid;
  const aclWords = { validRights, defaultText: 'Trusted:read,write,delete,revert Known:read All:read' };
  for (const [index, row] of rows(content, 'cases').entries())
    yield await judge(`parse#${index}`, 'parse', () =>
      compareAll(
        compare(
          'items',
          Array.isArray(row['items']) ? row['items'].map(itemWithSortedRights) : [],
          parseAclItems(text(row, 'text'), validRights).map(({ sign, names, rights }) =>
            itemWithSortedRights([sign, names, rights]),
          ),
        ),
        compare(
          'entries',
          row['entries'],
          aclEntries([text(row, 'text')], aclWords).map(({ name, rights }) => [
            name,
            Object.fromEntries(rights),
          ]),
        ),
      ),
    );
}

function itemWithSortedRights(item: unknown): unknown {
  const [sign, names, rights] = Array.isArray(item) ? (item as unknown[]) : [];
  return [sign, names, sorted(new Set(words(rights)))];
}

async function* runChanges(directory: string): AsyncIterable<CaseResult> {
  const content = await readJson(directory, 'changes.json');
  if (content === null) return;
  const defaults = { ...usualDefaults, ...(isRecord(content['defaults']) ? content['defaults'] : {}) };
  const users = content['knownUsers'] === undefined ? usualUsers : words(content['knownUsers']);
  for (const [index, attempt] of rows(content, 'cases').entries())
    yield await judge(`changes#${index}`, 'changes', () =>
      withWorld(attempt, defaults, users, async (wiki, root) => {
        const before = await treeDigest(root);
        const result = await carryOut(wiki, attempt);
        const refusedCleanly = successes.has(result) || (await treeDigest(root)) === before;
        return compareAll(
          compare('result', attempt['result'], result),
          refusedCleanly ? null : 'a refused attempt changed files',
        );
      }),
    );
}

const successes = new Set(['saved', 'deleted', 'renamed', 'copied']);

async function carryOut({ store, rights }: LabWiki, attempt: Row): Promise<string> {
  const visitor = {
    name: text(attempt, 'user'),
    authMethod: text(attempt, 'user') === '' ? null : text(attempt, 'auth') || 'moin',
  };
  const author: Author = {
    userId: visitor.name === '' ? '' : `1500000000.1.${visitor.name.length}`,
    address: '10.0.0.1',
    host: '',
    may: (right, page) => rights.may(visitor, right, page).allowed,
  };
  const request = { name: text(attempt, 'page'), author, variables: null };
  switch (text(attempt, 'op')) {
    case 'revert': {
      const reverted = await store.revert({ ...request, revision: number(attempt, 'rev') });
      return reverted.ok ? 'saved' : revertRefusal(reverted.error);
    }
    case 'delete': {
      const deleted = await store.delete(request);
      return deleted.ok ? 'deleted' : deleted.error.kind;
    }
    case 'rename': {
      const renamed = await store.rename({ ...request, to: text(attempt, 'to') });
      return renamed.ok ? 'renamed' : moveRefusal(renamed.error, 'AccessDenied');
    }
    case 'copy': {
      const copied = await store.copy({ ...request, to: text(attempt, 'to') });
      return copied.ok ? 'copied' : moveRefusal(copied.error, 'refused');
    }
    default: {
      const saved = await store.save({ ...request, text: text(attempt, 'text') });
      return saved.ok ? 'saved' : saved.error.kind;
    }
  }
}

const revertRefusal = (error: PageRefusal): string =>
  error.kind === 'AccessDenied' && error.right === 'revert' ? 'RevertError' : error.kind;

const moveRefusal = (error: PageRefusal, denied: string): string =>
  error.kind === 'AccessDenied' ? denied : 'refused';

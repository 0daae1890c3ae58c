import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as tar from 'tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { treeDigest } from '../../golden/kinds/acl/world.ts';
import { openLabWiki } from '../../golden/kinds/storage/lab-wiki.ts';
import { anybody, temporaryFolder } from '../../golden/kinds/storage/support.ts';

const trees = path.resolve(import.meta.dirname, '../../golden/storage/trees');
let root: string;

beforeEach(async () => {
  root = await temporaryFolder();
});
afterEach(() => rm(root, { recursive: true, force: true }));

const open = (): ReturnType<typeof openLabWiki> =>
  openLabWiki(root, { knownUsers: new Set(), nowMicroseconds: 1_600_000_000_000_000 });

test.each([
  '02-names',
  '05-underlay',
  '09-broken',
  '09b-broken-encoding',
  '10-broken-names',
  '13-text-forms',
])('saving every page of %s unchanged changes nothing at all', async (tree) => {
  await tar.extract({ file: path.join(trees, tree, 'tree.tar.gz'), cwd: root });
  const { store } = await open();
  const before = await treeDigest(root);
  for (const name of store.names()) {
    const text = store.read(name)?.text ?? '';
    const saved = await store.save({ name, text, author: anybody({}), variables: null });
    expect(['Unchanged', 'EmptyPage', 'Immutable']).toContain(saved.ok ? 'saved' : saved.error.kind);
  }
  expect(await treeDigest(root)).toBe(before);
});

test('saving one page of a tree changes that page and the logs, nothing else', async () => {
  await tar.extract({ file: path.join(trees, '03-life-cycle', 'tree.tar.gz'), cwd: root });
  const { store } = await open();
  const other = path.join(root, 'data', 'pages', 'Dog');
  const before = await treeDigest(other);
  const history = store.history('Cow');
  const saved = await store.save({ name: 'Cow', text: 'moo\n', author: anybody({}), variables: null });
  expect(saved).toMatchObject({ ok: true, value: { revision: 9 } });
  expect(await treeDigest(other)).toBe(before);
  expect(store.history('Cow').slice(0, -1)).toEqual(history);
  expect(store.revisions('Cow')).toEqual([9, 8, 6, 5, 4, 3, 2, 1]);
});

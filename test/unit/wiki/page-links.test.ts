import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PageLinks } from '../../../electron/wiki/page-links.ts';
import { openLabWiki, type LabWiki } from '../../golden/kinds/storage/lab-wiki.ts';
import { anybody } from '../../golden/kinds/storage/support.ts';
import { settings } from '../markup/settings.ts';

let root: string;
let wiki: LabWiki;
let links: PageLinks;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'croft-links-'));
  wiki = await openLabWiki(root, { knownUsers: new Set(), nowMicroseconds: 1e15 });
  links = new PageLinks(wiki.store, () => settings);
  await save('One', '[[Two]] [[/Below]] [[Two|again]]\n');
});
afterEach(() => rm(root, { recursive: true }));

const save = (name: string, text: string) =>
  wiki.store.save({ name, text, author: anybody({}), variables: null });

test('holds each target once, as a whole name', () => {
  expect(links.of('One')).toEqual(['Two', 'One/Below']);
  expect(links.of('Missing')).toEqual([]);
});

test('follows the pages', async () => {
  links.of('One');
  links.of('Two');
  await save('One', '[[Three]]\n');
  await save('Two', '[[One]]\n');
  expect([links.of('One'), links.of('Two')]).toEqual([['Three'], ['One']]);
});

test('reads nothing again that was prepared', () => {
  expect(Array.from(links.prepare())).toHaveLength(1);
  const read = vi.spyOn(wiki.store, 'read');
  expect(links.of('One')).toHaveLength(2);
  expect(Array.from(links.prepare())).toHaveLength(0);
  expect(read).not.toHaveBeenCalled();
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { loadFarmModel } from '../../../electron/farm/farm-model.ts';
import { route } from '../../../electron/farm/router.ts';
import { english } from '../../../shared/texts/english.ts';

const config = `from MoinMoin.config import multiconfig
class Config(multiconfig.DefaultConfig):
    sitename = u'Wiki'
`;

let root: string | null = null;
afterEach(async () => {
  if (root !== null) await rm(root, { recursive: true, force: true });
});

/** Separate MoinMoin processes below these mounts, by folder in the order of their names. */
async function collection(wikis: Readonly<Record<string, { mount?: string; url?: string }>>) {
  root = await mkdtemp(path.join(os.tmpdir(), 'croft-router-'));
  for (const name of Object.keys(wikis)) {
    await mkdir(path.join(root, name));
    await writeFile(path.join(root, name, 'wikiconfig.py'), config);
  }
  await writeFile(path.join(root, 'croft.json'), JSON.stringify({ version: 1, wikis }));
  const model = await loadFarmModel(root, 8080);
  if (!model.ok) throw new Error(english(model.error.message));
  return (fullPath: string, host = 'localhost:8080') => {
    const found = route(model.value, { scheme: 'http', host, fullPath, query: '' });
    return found === null ? null : [found.wiki.id, found.mount, found.path];
  };
}

describe('a collection', () => {
  test.each([
    ['longer ones first', ['a', 'b', 'c']],
    ['shorter ones first', ['c', 'b', 'a']],
    ['the longest between', ['b', 'a', 'c']],
  ])('gives an address to the longest mount above it: %s', async (_order, [deep, middle, top]) => {
    const where = await collection({
      [deep ?? '']: { mount: '/team/red' },
      [middle ?? '']: { mount: '/team' },
      [top ?? '']: { mount: '' },
    });
    expect(where('/team/red/Page')).toEqual([deep, '/team/red', '/Page']);
    expect(where('/team/red')).toEqual([deep, '/team/red', '/']);
    expect(where('/team/Page')).toEqual([middle, '/team', '/Page']);
    expect(where('/team/redder/Page')).toEqual([middle, '/team', '/redder/Page']);
    expect(where('/teams/Page')).toEqual([top, '', '/teams/Page']);
    expect(where('/Page')).toEqual([top, '', '/Page']);
  });

  test('asks the name first, where a wiki has one of its own', async () => {
    const where = await collection({
      a: { mount: '/team/red' },
      b: { mount: '/team', url: 'http://wiki.example.org/team/' },
    });
    expect(where('/team/red/Page', 'wiki.example.org')).toEqual(['b', '/team', '/red/Page']);
    expect(where('/team/red/Page')).toEqual(['a', '/team/red', '/Page']);
    expect(where('/elsewhere')).toBeNull();
  });
});

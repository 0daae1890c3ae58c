import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  known,
  linesBackwards,
  listNow,
  listSoon,
  readFile,
  readFileNow,
  readFrom,
  statNow,
  UnreadableError,
} from '../../../electron/base/disk-reading.ts';
import { failDisk } from '../../support/failing-disk.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'croft-reading-'));
  writeFileSync(at('file'), 'one\ntwo\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

const bothWays = [
  ['at once', (file: string, limit: number) => Promise.resolve(readFileNow(file, limit))],
  ['beside other work', readFile],
] as const;

describe.each(bothWays)('a file read %s', (_way, read) => {
  test('is present with its bytes', async () => {
    expect(await read(at('file'), 100)).toEqual({ kind: 'present', value: Buffer.from('one\ntwo\n') });
  });

  test.each(['missing', 'file/below', 'nul\0byte', 'x'.repeat(300)])('called %j is absent', async (name) => {
    expect(await read(at(name), 100)).toEqual({ kind: 'absent' });
  });

  test('is unreadable, not absent, where something else stands', async () => {
    mkdirSync(at('folder'));
    symlinkSync('loop', at('loop'));
    execFileSync('mkfifo', [at('pipe')]);
    expect(await read(at('folder'), 100)).toMatchObject({ kind: 'unreadable', code: 'not-a-plain-file' });
    expect(await read(at('loop'), 100)).toMatchObject({ kind: 'unreadable', code: 'ELOOP' });
    expect(await read(at('pipe'), 100)).toMatchObject({ kind: 'unreadable', code: 'not-a-plain-file' });
    expect(await read('/dev/zero', 100)).toMatchObject({ kind: 'unreadable', code: 'not-a-plain-file' });
  });

  test('is unreadable when it is longer than its kind may be', async () => {
    expect(await read(at('file'), 7)).toMatchObject({
      kind: 'unreadable',
      code: 'too-large',
      file: at('file'),
    });
  });

  test.each(['open', 'look at', 'read'])(
    'is unreadable while the system refuses to %s it',
    async (refused) => {
      // The size of an open file is asked by `fstat` at once, by `stat` beside other work.
      const operations = refused === 'look at' ? ['stat', 'fstat'] : [refused];
      const disk = failDisk(({ operation, paths }) =>
        operations.includes(operation) && paths[0] === at('file') ? 'EMFILE' : null,
      );
      try {
        expect(await read(at('file'), 100)).toEqual({ kind: 'unreadable', file: at('file'), code: 'EMFILE' });
      } finally {
        disk.restore();
      }
      expect((await read(at('file'), 100)).kind).toBe('present');
    },
  );
});

test('what is known is the value or null; what is not known is thrown', () => {
  expect(known(readFileNow(at('file'), 100))).toEqual(Buffer.from('one\ntwo\n'));
  expect(known(readFileNow(at('missing'), 100))).toBeNull();
  expect(() => known(readFileNow(folder, 100))).toThrow(UnreadableError);
});

test('a folder is listed, absent, or not known', async () => {
  symlinkSync('loop', at('loop'));
  expect(listNow(folder)).toMatchObject({ kind: 'present' });
  expect(listNow(at('missing'))).toEqual({ kind: 'absent' });
  expect(listNow(at('file'))).toEqual({ kind: 'absent' });
  expect(listNow(at('loop'))).toMatchObject({ kind: 'unreadable', code: 'ELOOP' });
  expect(await listSoon(at('loop'))).toMatchObject({ kind: 'unreadable', code: 'ELOOP' });
  expect(statNow(at('missing'))).toEqual({ kind: 'absent' });
});

test('lines come from the last to the first, whatever the size of a block', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
  writeFileSync(at('log'), `${lines.join('\n')}\n`);
  for (const block of [1, 7, 64, 65_536])
    expect([...linesBackwards(at('log'), block)].map(String)).toEqual(lines.toReversed());
  expect([...linesBackwards(at('missing'))]).toEqual([]);
  expect(() => [...linesBackwards(folder)]).toThrow(UnreadableError);
});

test('the end of a file is read from an offset', () => {
  expect(readFrom(at('file'), 4, 100)).toEqual({ kind: 'present', value: Buffer.from('two\n') });
  expect(readFrom(at('file'), 4, 2)).toEqual({ kind: 'present', value: Buffer.from('tw') });
  expect(readFrom(at('file'), 99, 100)).toEqual({ kind: 'present', value: Buffer.alloc(0) });
  expect(readFrom(folder, 0, 100)).toMatchObject({ kind: 'unreadable' });
});

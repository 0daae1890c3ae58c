import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFarm, type WikiReading } from '../../../electron/config/farm-reading.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'croft-hostile-'));
});

afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

const head = 'from MoinMoin.config.multiconfig import DefaultConfig\nclass Config(DefaultConfig):\n';

async function readWith(source: string | Uint8Array): Promise<WikiReading> {
  await writeFile(path.join(dir, 'wikiconfig.py'), source);
  const { wikis } = await readFarm(dir);
  const [wiki] = wikis;
  if (wiki === undefined) throw new Error('no wiki was read');
  return wiki;
}

describe('a hostile configuration neither hangs nor crashes the reader', () => {
  const mega = 10 * 1024 * 1024;
  const sources: readonly (readonly [string, string])[] = [
    [
      'ten megabytes of comments',
      `${head}    # ${'x'.repeat(78)}\n`.padEnd(mega, `    # ${'y'.repeat(70)}\n`),
    ],
    ['one text of ten megabytes', `${head}    sitename = u'${'x'.repeat(mega)}'\n`],
    ['a list of ten megabytes', `${head}    superuser = [${"u'abcdefgh', ".repeat(mega / 13)}]\n`],
    ['a sum of ten megabytes', `${head}    trail_size = ${'1+'.repeat(mega / 2)}1\n`],
    ['five million brackets', `${head}    x = ${'('.repeat(mega / 2)}\n`],
    ['a million signs', `${head}    x = ${'-'.repeat(1_000_000)}1\n`],
    ['a million attributes', `${head}    x = a${'.b'.repeat(1_000_000)}\n`],
    [
      'ten thousand nested blocks',
      Array.from({ length: 10_000 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join(''),
    ],
    ['a text without an end', `${head}    x = '''${'a'.repeat(1_000_000)}`],
    ['nothing but backslashes', '\\'.repeat(100_000)],
    [
      'a text that doubles fifty times',
      `${head}    s = 'x'\n${'    s = s + s\n'.repeat(50)}    sitename = s\n`,
    ],
    [
      'a list that holds itself twice, fifty deep',
      `${head}    s = [1]\n${'    s = [s, s]\n'.repeat(50)}    superuser = s\n`,
    ],
    ['a list that holds itself', `${head}    s = []\n    s.append(s)\n    superuser = s\n`],
    ['a huge power', `${head}    trail_size = 9 ** 9 ** 9 ** 9\n`],
    ['a huge shift', `${head}    trail_size = 1 << 9999999999\n`],
    ['a huge width', `${head}    sitename = '%999999999d' % 1\n`],
    ['a huge repetition', `${head}    superuser = [0] * 9999999999\n`],
    ['a number of a million digits', `${head}    trail_size = ${'9'.repeat(1_000_000)}\n`],
    ['a module that imports itself', 'from wikiconfig import Config\n'],
    [
      'a class that is its own base',
      `${head}    pass\nclass Config(Config):\n    pass\n${'class Config(Config): pass\n'.repeat(500)}`,
    ],
    [
      'many names for one list',
      `${head}${Array.from({ length: 20_000 }, (_, n) => `    a${n} = [${n}]\n`).join('')}`,
    ],
  ];
  test.each(sources)('%s', { timeout: 30_000 }, async (_, source) => {
    const started = performance.now();
    const wiki = await readWith(source);
    expect(wiki.siteid).toBe('wikiconfig');
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('any bytes', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect((await readWith(bytes)).siteid).toBe('wikiconfig');
      }),
      { numRuns: 150 },
    );
  });

  test('any sequence of Python words', { timeout: 60_000 }, async () => {
    const words =
      "class|Config|(|)|:|\n|    |superuser|=|[|]|u'x'|'y'|,|.|append|remove|if|else|try|except|import|from|*|**|%|+|1|None|lambda|for|in|del|{|}|-|\\|#|;|\t|\"\"\"|FileSessionService|auth|dict|list".split(
        '|',
      );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 60 }), async (parts) => {
        expect((await readWith(head + parts.join(' '))).siteid).toBe('wikiconfig');
      }),
      { numRuns: 300 },
    );
  });
});

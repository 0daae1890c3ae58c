import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCounting, type WorkCounter } from '../../support/counted-work.ts';
import { html } from './settings.ts';

/**
 * Work grows with the length of a text, not faster, whatever the text is.
 *
 * Work is counted (blocks that run, characters that are looked through), not measured. A longer search:
 * `CROFT_FUZZ_RUNS=5000 npx vitest run --config build/vitest.config.ts --project unit test/unit/markup/growth.test.ts`.
 */
const runs = Number(process.env['CROFT_FUZZ_RUNS'] ?? 40);

const short = 1000;
const factor = 8;
/** Linear work grows by the factor; some constant work and a logarithm are allowed, a square (64) is not. */
const allowed = factor * 1.75;

let counter: WorkCounter;
beforeAll(async () => {
  counter = await startCounting(['/electron/markup/', '/node_modules/parse5/', '/node_modules/markdown-it/']);
});
afterAll(() => counter.stop());

async function growth(make: (length: number) => string): Promise<number> {
  const work = (length: number): Promise<number> => {
    const text = make(length);
    return counter.count(() => html(text));
  };
  const small = await work(short);
  return (await work(short * factor)) / Math.max(small, short);
}

const heads = [
  '',
  '#format markdown\n',
  '#format creole\n',
  '#format rst\n',
  '#format csv\n',
  '#format plain\n',
  '#format html\n',
];

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / Math.max(unit.length, 1)));
}

/** Lines of which each is indented deeper than the one above: the depth grows with the root of the length. */
function stairs(unit: string, length: number): string {
  const lines: string[] = [];
  for (let size = 0, indent = 1; size < length; indent += 1) {
    const line = `${' '.repeat(indent)}${unit.replaceAll('\n', ' ')}`;
    lines.push(line);
    size += line.length + 1;
  }
  return lines.join('\n');
}

/** Inputs that make careless parsers slow, by a unit that is repeated. */
const bombs: Readonly<Record<string, string>> = {
  quotes: "'",
  'five quotes and words': "'''''x",
  'links without end': '[[',
  'links with bars without end': '[[a|',
  'images in links without end': '[[a|{{b|c}} ',
  'transclusions without end': '{{a|',
  'macros without end': '<<A(',
  'table cells': '||a',
  'cell attributes': '||<x',
  'blocks without end': '{{{\n',
  'blocks in blocks': '{{{#!wiki x\n',
  'mail addresses': 'a@',
  'mail addresses with dots': 'a.b@c.',
  'a long word': 'a',
  humps: 'Aa',
  'sub pages': 'AaBb/',
  parents: '../',
  'interwiki names': 'Aa:',
  URLs: 'http:',
  entities: '&a',
  'formats across tables': "'''\n||'''||\n",
  'emphasis across items': " * ''a\n",
  'five quotes across headings': "= a =\n'''''\n",
  'lists in turns': ' * a\n  1. b\n',
  'definition terms': ' a::b',
  remarks: ' /* a',
  toggles: '__~-~+--(',
  headings: '= a =\n',
  'rules in a line': '---- ',
  'empty lines': '\n',
  'anchors of the same name': '<<Anchor(a)>>\n= a =\n',
};

const creoleBombs: Readonly<Record<string, string>> = {
  'blocks without end': '{{{\n',
  cells: '|{{{',
  'links without end': '[[a|',
  'bold and italic in turns': '**a//',
  'items of two kinds in turns': '* a\n# b\n',
  escapes: '~',
  'macros without end': '<<A(',
  images: '{{a|',
};

const rstBombs: Readonly<Record<string, string>> = {
  'emphasis without end': '*a ',
  'references without end': '`a ',
  'literals without end': '``a ',
  'words that are references': 'a_ ',
  'words with dots': 'a.',
  'titles of many kinds': 'a\n==\nb\n--\n',
  'borders of tables': '=== ===\na\n',
  'boxes without end': '+--+\n|a\n',
  targets: '.. _a:\n',
  footnotes: '.. [#] a [#]_\n',
  'substitutions without end': '|a ',
  roles: ':a:`b ',
  fields: ':a: b\n',
};

const otherBombs: Readonly<Record<string, readonly [head: string, unit: string]>> = {
  'CSV: quotes': ['#format csv quotechar="\n', '"a;'],
  'CSV: cells': ['#format csv\n', 'a;'],
  'CSV: rows': ['#format csv autofilter=a\n', 'a;b\n'],
  'HTML: open tags': ['#format html\n', '<b>'],
  'HTML: closed tags': ['#format html\n', '<i></p>'],
  'HTML: text before tables': ['#format html\n', "<table>''"],
  'HTML: blocks in blocks': ['#format html\n', '<div>'],
  'HTML: formats cut off by blocks': ['#format html\n', '<p><b></p>'],
  'HTML: attributes': ['#format html\n<b ', 'a b'],
  'Markdown: emphasis': ['#format markdown\n', '*a _b'],
  'Markdown: links': ['#format markdown\n', '[a]('],
  'Markdown: quotes': ['#format markdown\n', '> '],
  'Markdown: code': ['#format markdown\n', '`a``b'],
  'HTML: angles': ['#format html\n', '<'],
  'plain text': ['#format plain\n', 'a\n'],
  code: ['#format python\n', 'x = "a"\n'],
};

describe('work grows with the length', () => {
  test.each(Object.entries(bombs))('wiki: %s', async (_name, unit) => {
    expect(await growth((length) => repeated(unit, length))).toBeLessThan(allowed);
    expect(await growth((length) => `||${repeated(unit, length)}||`)).toBeLessThan(allowed);
  });

  test.each(Object.entries(creoleBombs))('creole: %s', async (_name, unit) => {
    expect(await growth((length) => `#format creole\n${repeated(unit, length)}`)).toBeLessThan(allowed);
  });

  test.each(Object.entries(rstBombs))('reStructuredText: %s', async (_name, unit) => {
    expect(await growth((length) => `#format rst\n${repeated(unit, length)}`)).toBeLessThan(allowed);
  });

  test.each(Object.entries(otherBombs))('%s', async (_name, [head, unit]) => {
    expect(await growth((length) => head + repeated(unit, length))).toBeLessThan(allowed);
  });

  test.each(['* a', '1. a', 'a:: b', '||a||', 'a'])('wiki: deeper and deeper lines of %s', async (unit) => {
    expect(await growth((length) => stairs(unit, length))).toBeLessThan(allowed);
  });

  test.each(['- a', 'a', '1. a', 'a::'])('reStructuredText: deeper and deeper lines of %s', async (unit) => {
    // A body is cut out of the one above it, so work grows with the depth, up to the deepest that is read.
    expect(await growth((length) => `#format rst\n${stairs(unit, length * 4)}`)).toBeLessThan(allowed * 2);
  });
});

const pieces = [
  ...[
    "''",
    "'''",
    "'''''",
    '__',
    '~-',
    '-~',
    '~+',
    '--(',
    ')--',
    ' /* ',
    ' */ ',
    '^',
    ',,',
    '`',
    '{{{',
    '}}}',
    '{{',
    '}}',
  ],
  ...[
    '[[',
    ']]',
    '<<',
    '>>',
    '<<A(',
    ')>>',
    '||',
    '|',
    '<',
    '>',
    '&',
    ';',
    '= ',
    ' =',
    '----',
    '\n',
    '\n\n',
    ' * ',
    '\n * ',
    '\n 1. ',
  ],
  ...[
    '::',
    ':: ',
    '#',
    '#!',
    '#!wiki',
    'Aa',
    'AaBb',
    'http://',
    'a@b.c',
    '/',
    '../',
    '~',
    '**',
    '//',
    '\\\\',
    '"',
    '=',
    '"a"',
    ',',
  ],
  ...[
    '*',
    '_',
    '`_',
    ':a:',
    '.. ',
    '.. [1] ',
    '.. note:: ',
    '+--+',
    '=== ===',
    '- ',
    ' ',
    '  ',
    'a',
    '<b>',
    '</p>',
    '<table>',
    '\u0000',
    '😀',
  ],
];

test(`a search finds no text whose work grows faster (${runs} tries)`, { timeout: 600_000 }, async () => {
  const unit = fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...heads),
      unit,
      unit,
      fc.boolean(),
      async (head, start, middle, inStairs) => {
        const make = (length: number): string =>
          `${head}${start}${inStairs ? stairs(middle, length) : repeated(middle, length)}`;
        expect(await growth(make)).toBeLessThan(allowed);
      },
    ),
    { numRuns: runs },
  );
});

describe('texts as large as a server takes', () => {
  test('a megabyte of quotes', async () => {
    expect(await html("'".repeat(1_000_000))).not.toContain("''");
  });

  test('a hundred thousand cells', async () => {
    const found = await html(`||${'a||'.repeat(100_000)}`);
    expect(found.match(/<td>/g)).toHaveLength(100_000);
  });

  test('ten thousand blocks inside each other', async () => {
    expect(await html(`${'{{{#!wiki x\n'.repeat(10_000)}the core`)).toContain('the core');
    expect(await html(`#format html\n${'<b>'.repeat(10_000)}x`)).toContain('x</pre>');
    expect(await html(`#format markdown\n${'> '.repeat(50)}x`)).toContain('x');
    expect(await html(`#format rst\n${'- '.repeat(10_000)}x`)).toContain('x');
  });
});

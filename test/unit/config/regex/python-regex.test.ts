import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { escapeRegex, pythonRegex, type Match } from '../../../../electron/config/regex/python-regex.ts';

const compiled = (pattern: string, flags = '', onGiveUp?: () => void) => {
  const regex = pythonRegex(pattern, { flags, ...(onGiveUp ? { onGiveUp } : {}) });
  if (!regex.ok) throw new Error(`${pattern}: ${regex.error.message}`);
  return regex.value;
};

/** What Python 2.7.18 answered; lines without a text are patterns that it refused. */
interface Recorded {
  readonly pattern: string;
  readonly flags: string;
  readonly text?: string;
  readonly match?: readonly (number | string | null)[] | null;
  readonly search?: readonly (number | string | null)[] | null;
  readonly all?: readonly (readonly [number, number])[];
}

const recorded = readFileSync(path.join(import.meta.dirname, 'recorded.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

const plain = (found: Match | null) =>
  found && [found.start, found.end, ...found.groups.map((group) => group ?? null)];

describe('a pattern of Python 2.7', () => {
  it('finds what Python itself found', () => {
    for (const { pattern, flags, text, ...expected } of recorded) {
      if (text === undefined) continue;
      const regex = compiled(pattern, flags);
      const answer = {
        match: plain(regex.match(text)),
        search: plain(regex.search(text)),
        all: Array.from(regex.all(text), ({ start, end }) => [start, end]),
      };
      expect(answer, `${pattern} (${flags}) on ${JSON.stringify(text)}`).toEqual(expected);
    }
  });

  it('is refused where Python refused it', () => {
    for (const { pattern, flags, text } of recorded) {
      if (text !== undefined) continue;
      const regex = pythonRegex(pattern, { flags });
      expect(regex.ok ? 'taken' : regex.error.kind, pattern).toBe('invalid');
    }
  });

  it.each([
    ['*', 0],
    ['ab(c', 4],
    ['ab)', 2],
    ['[b-a]', 2],
    ['x(?<=a*)b', 4],
    ['(?P<1>a)', 3],
    ['a**', 2],
    ['a\\2', 2],
    ['[a', 2],
    ['(?z)', 2],
    ['(?P<x>a)(?P<x>b)', 11],
    ['(?(2)a)', 3],
  ])('%s is wrong, and it says where', (pattern, position) => {
    const regex = pythonRegex(pattern);
    expect(regex.ok ? null : regex.error).toMatchObject({ kind: 'invalid', position });
  });

  it('knows its groups by name', () => {
    const regex = compiled('(?P<scheme>https?)://(?P<host>[^/]+)');
    const found = regex.match('http://wiki.example.org/');
    expect(found?.groups[regex.groupNames.get('host') ?? -1]).toBe('wiki.example.org');
  });

  it('can be asked to match the whole text, all of its branches', () => {
    const regex = pythonRegex('a|bc', { whole: true });
    expect(['a', 'bc', 'bc\n', 'ab', 'xa'].map((text) => regex.ok && regex.value.test(text))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('too deep or too large is called unsupported', () => {
    for (const pattern of ['('.repeat(200) + ')'.repeat(200), '(((a{99}){99}){99}b*)c', 'a'.repeat(60_000)])
      expect(pythonRegex(pattern)).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
  });
});

describe('a trap for backtracking', () => {
  // The matcher stops by itself after steps that no linear search needs, so a search that gives up was not linear.
  it.each([
    '(a+)+$',
    '(a|aa)*b',
    '(a|a)*$',
    '(.*)*x',
    '([a-z]+)*x',
    '(a*)*(a*)*c',
    '(?:a?){30}b',
    '.*.*.*.*x',
    'a*b',
    '\\w+@\\w+',
    '(x+x+)+y',
    '(?=.*x)b',
    '(?!.*x)b',
    '(?:(?=.*x)a)*b',
    '(?<=a)(a|aa)+c',
    '^(a|aa)+$',
    '^((a|b)*a){3}c',
  ])('%s takes a time in proportion to the text', (pattern) => {
    let gaveUp = false;
    const regex = compiled(pattern, 'iu', () => (gaveUp = true));
    const text = `${'a'.repeat(20_000)}!`;
    expect(regex.match(text)?.end ?? -1).toBeLessThan(text.length);
    regex.search(text);
    expect(gaveUp).toBe(false);
  });

  it('with a back reference is stopped and reported', () => {
    let said = 0;
    const regex = compiled('(a*)*\\1b', '', () => said++);
    expect(regex.search('a'.repeat(5000))).toBeNull();
    expect(said).toBe(1);
  });

  it('of random shape never takes more steps than it may', () => {
    const quantifier = fc.constantFrom('', '*', '+', '?', '*?', '{2,}', '{0,30}', '{30}');
    const piece = fc
      .tuple(
        fc.constantFrom('a', '[ab]', '\\w', '(a|b)', '(a|aa)', '(a*)', '(a?)', '(?:a|ab)', '(?=a*b)'),
        quantifier,
      )
      .map((parts) => parts.join(''));
    const group = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), quantifier)
      .map(([pieces, repeated]) => `(${pieces.join('')})${repeated}`);
    const text = `${'a'.repeat(500)}!`;
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, group), { minLength: 1, maxLength: 3 }), (pieces) => {
        const regex = pythonRegex(`^(${pieces.join('')})*$`, {
          onGiveUp: () => expect.unreachable(pieces.join('')),
        });
        if (regex.ok) regex.value.search(text);
      }),
      { numRuns: 200 },
    );
  });
});

/** Patterns that mean the same in Python and JavaScript. */
const common = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    // Loops nested deeper cost JavaScript's engine minutes on some seeds.
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '[a-c]', '\\d', '\\b', '^'),
    tie('pattern').map((inner) => `(?:${inner})`),
    tie('pattern').map((inner) => `(${inner})`),
    tie('pattern').map((inner) => `(?=${inner})`),
    tie('pattern').map((inner) => `(?!${inner})`),
  ),
  pattern: fc
    .array(
      fc
        .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '*?', '{1,2}'))
        .map(([atom, quantifier]) =>
          atom === '^' || atom === '\\b' || atom.startsWith('(?=') || atom.startsWith('(?!')
            ? atom
            : atom + quantifier,
        ),
      { minLength: 1, maxLength: 3 },
    )
    .map((atoms) => atoms.join('')),
})).pattern;

describe('a pattern that Python and JavaScript have in common', () => {
  it('matches the same text in both', () => {
    fc.assert(
      fc.property(
        common,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' '), maxLength: 12 }),
        (pattern, text) => {
          const ours = compiled(pattern).search(text);
          const theirs = new RegExp(pattern, 'u').exec(text);
          // JavaScript drops an empty round of a loop, Python keeps it; both then find a match, which may end elsewhere.
          expect(ours?.start).toBe(theirs?.index);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

it('escaped text matches itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const flags of ['u', 'iu', 'x']) {
        const regex = pythonRegex(escapeRegex(text), { flags, whole: true });
        expect(regex.ok && regex.value.test(text)).toBe(true);
      }
    }),
  );
});

it('no pattern and no text break it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (pattern, text) => {
      const regex = pythonRegex(pattern, { flags: 'iu' });
      const found = regex.ok ? Array.from(regex.value.all(text)) : [];
      expect(found.length).toBeLessThanOrEqual(text.length + 1);
    }),
    { numRuns: 1000 },
  );
});

describe('text that every match holds', () => {
  it.each([
    ['^https?://w5\\.example\\.org/.*$', '://w5.example.org/'],
    ['(?:http://)(wiki)', 'http://wiki'],
    ['a|b', ''],
    ['ab?cd', 'cd'],
    ['(ab)+', ''],
    ['(?i)example', ''],
    ['(?!x)ab', 'ab'],
  ])('of %s is %j', (pattern, required) => {
    expect(compiled(pattern).required).toBe(required);
  });

  it('is in whatever matched', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '(a|b)',
      '(?:ab)',
      'a*',
      'b+',
      '(?=a)',
      '(?<!b)',
      '^',
      '$',
      '(ab)?',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 }),
        (parts, text) => {
          const regex = compiled(parts.join(''));
          const found = regex.search(text)?.groups[0] ?? regex.required;
          expect(found).toContain(regex.required);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

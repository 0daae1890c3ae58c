import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toJavaScript } from '../../../../electron/config/regex/javascript.ts';
import { Matcher, type Slots } from '../../../../electron/config/regex/matcher.ts';
import { parsePattern } from '../../../../electron/config/regex/parse.ts';
import { compileProgram } from '../../../../electron/config/regex/program.ts';

const piece = fc
  .tuple(
    fc.constantFrom(
      'a',
      'é',
      '😀',
      '.',
      '[ab]',
      '\\w',
      '\\W',
      '\\s',
      '(a)',
      '(?:a|b)',
      '(ab|a)',
      '\\b',
      '^',
      '$',
      '(?=a)',
      '(?<!a)',
    ),
    fc.constantFrom('', '', '*', '+?', '?', '{1,2}'),
  )
  .map(([atom, quantifier]) => (/^(?:\\b|\^|\$|\(\?[=<!])/.test(atom) ? atom : atom + quantifier));

const groupsOf = (slots: Slots, text: string): (string | undefined)[] =>
  Array.from({ length: slots.length / 2 }, (_, group) => {
    const [start = -1, end = -1] = slots.slice(2 * group, 2 * group + 2);
    return start < 0 ? undefined : text.slice(start, end);
  });

test('where JavaScript runs a pattern, our own matcher finds the same', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join('')),
      fc.constantFrom('', 'u', 'iu', 'm', 's'),
      fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'é', '😀', ' ', '\n'), maxLength: 10 }),
      (pattern, flags, text) => {
        const { tree, groups } = parsePattern(pattern, flags);
        const regex = toJavaScript(tree, true);
        if (regex === null) return;
        compared += 1;
        const found = regex.exec(text);
        const slots = new Matcher(compileProgram(tree, groups), text).matchAt(0);
        const ours = typeof slots === 'symbol' ? 'gave up' : slots && groupsOf(slots, text);
        expect(ours).toEqual(found && Array.from(found));
      },
    ),
    { numRuns: 1500 },
  );
  expect(compared).toBeGreaterThan(150);
});

test('JavaScript runs what can’t blow up there, and nothing else', () => {
  const runs = (pattern: string, sticky: boolean): boolean =>
    toJavaScript(parsePattern(pattern, '').tree, sticky) !== null;
  for (const safe of ['abc', 'one|two', '[a-z]{2}x?', 'foo.*', '^a.*b', '(?P<key>Group)'])
    expect(runs(safe, false), safe).toBe(true);
  for (const unsafe of ['a*b', '(a|b)*', '(a*)*', '(a)\\1', '(?:a?){30}', '^a.*b.*c', '(?=a*b)c'])
    expect(runs(unsafe, false), unsafe).toBe(false);
  expect(runs('\\S+Group$', true)).toBe(true);
});

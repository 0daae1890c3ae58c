import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anything, patternSamples } from '../../../electron/farm/pattern-samples.ts';

describe('samples of a pattern', () => {
  it.each([
    [String.raw`^https?://wiki\.example\.org/`, ['http://wiki.example.org/', 'https://wiki.example.org/']],
    ['^http://(a|b)/', ['http://a/', 'http://b/']],
    [String.raw`^http://[^/]+/x`, [`http://${anything}/x`]],
    ['^http://x[.]y/(?P<rest>z)?', ['http://x.y/', 'http://x.y/z']],
    ['(?i)^HTTP://x/', ['HTTP://x/']],
    ['a{2,3}b{0,1}', ['a', 'ab']],
  ])('%s', (pattern, samples) => {
    expect(patternSamples(pattern)).toEqual(samples);
  });

  it('ends on any text, and quickly', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (pattern) => {
        expect(patternSamples(pattern).length).toBeLessThanOrEqual(48);
      }),
    );
    expect(patternSamples('('.repeat(5000)).length).toBeLessThanOrEqual(48);
    expect(patternSamples('(a|b)'.repeat(500)).length).toBeLessThanOrEqual(48);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { CheckedWiki } from '../../../electron/config/check/finding.ts';
import { pairFindings } from '../../../electron/config/check/pairs.ts';
import type { WikiReading } from '../../../electron/config/reading.ts';
import { sharingWiki } from '../../../electron/farm/sharing-wiki.ts';
import { startCounting, type WorkCounter } from '../../support/counted-work.ts';
import { testSettings } from '../../fakes/wiki-settings.ts';

/** What pairs of wikis look at. */
interface Shape {
  readonly sessionDir: string;
  readonly userDir: string;
  readonly cookieName: 'one' | 'two' | 'all' | 'magic' | null;
  readonly cookieDomain: string | null;
  readonly url: string;
  readonly secure: 'always' | 'never' | 'when-https';
}

function checked(shape: Shape, index: number): CheckedWiki {
  const id = `w${String(index)}`;
  const base = testSettings('/farm');
  const settings = {
    ...base,
    siteid: id,
    sessionDir: shape.sessionDir,
    userDir: shape.userDir,
    session: {
      ...base.session,
      cookieDomain: shape.cookieDomain,
      cookieSecure: shape.secure,
      cookieName:
        shape.cookieName === null
          ? ({ kind: 'automatic' } as const)
          : shape.cookieName === 'magic'
            ? ({ kind: 'siteid' } as const)
            : ({ kind: 'literal', text: shape.cookieName } as const),
    },
  };
  const reading: WikiReading = {
    siteid: id,
    configDir: '/farm',
    file: `${id}.py`,
    reach: 'read',
    error: null,
    problems: [],
    classes: [],
    options: new Map(),
    inherited: new Map(),
    otherNames: [],
    derived: {
      authMethods: null,
      authCanLogout: null,
      authHaveLogin: null,
      mailEnabled: null,
      jabberEnabled: null,
    },
    blurs: [],
  };
  const sharing = sharingWiki(id, id, shape.url, settings);
  return { id, reading, settings, url: shape.url, sharing, standIns: [], accountNames: null };
}

const shape: fc.Arbitrary<Shape> = fc.record({
  sessionDir: fc.constantFrom('/s/1', '/s/2', '/s/3'),
  userDir: fc.constantFrom('/u/1', '/u/2'),
  cookieName: fc.constantFrom(null, 'magic' as const, 'one' as const, 'two' as const),
  cookieDomain: fc.constantFrom(null, '.example.org', '.a.example.org', 'nowhere'),
  url: fc.constantFrom(
    'http://a.example.org/',
    'https://a.example.org/',
    'http://b.a.example.org/x/',
    'http://localhost/',
  ),
  secure: fc.constantFrom('always' as const, 'never' as const, 'when-https' as const),
});

describe('what wikis do to each other', () => {
  test('is the same as when each is compared with each', () => {
    fc.assert(
      fc.property(fc.array(shape, { maxLength: 12 }), (shapes) => {
        const wikis = shapes.map(checked);
        const expected = wikis.flatMap((second, index) => {
          const said = new Map<string, unknown>();
          for (const first of wikis.slice(0, index))
            for (const found of pairFindings([first, second]))
              if (!said.has(found.code)) said.set(found.code, found);
          return [...said.values()];
        });
        expect(pairFindings(wikis)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  describe('costs twice as much for twice as many', () => {
    let counter: WorkCounter;
    beforeAll(async () => {
      counter = await startCounting(['/electron/config/check/', '/shared/session/']);
    });
    afterAll(() => counter.stop());

    const like = (change: (index: number) => Partial<Shape>) => (count: number) =>
      Array.from({ length: count }, (_, index) =>
        checked(
          {
            sessionDir: '/s',
            userDir: '/u',
            cookieName: null,
            cookieDomain: null,
            url: 'http://a.example.org/',
            secure: 'never',
            ...change(index),
          },
          index,
        ),
      );

    test.each([
      ['that are all alike', like(() => ({}))],
      ['with one cookie and folders of their own', like((index) => ({ sessionDir: `/s/${String(index)}` }))],
      [
        'with one session folder and accounts of their own',
        like((index) => ({ userDir: `/u/${String(index)}` })),
      ],
      [
        'with one cookie for a domain',
        like((index) => ({
          cookieName: 'all',
          cookieDomain: '.example.org',
          url: `http://w${String(index)}.example.org/`,
          sessionDir: `/s/${String(index % 7)}`,
        })),
      ],
      ['with magic names', like(() => ({ cookieName: 'magic', cookieDomain: '.example.org' }))],
    ])('%s', async (_, make) => {
      const work = (count: number): Promise<number> => {
        const wikis = make(count);
        return counter.count(() => Promise.resolve(pairFindings(wikis)));
      };
      await work(10);
      const small = await work(300);
      expect((await work(600)) / small).toBeLessThan(2.3);
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { farmRoute, parseRoute, printRoute } from '../../../renderer/app/route.ts';
import { wikiNameFrom } from '../../../renderer/create/create-plan.ts';
import { lifetimeSentence } from '../../../renderer/options/lifetime-sentence.ts';
import { printText, printTextList, readLiteral } from '../../../renderer/options/python-literal.ts';
import { mergeEdits } from '../../../renderer/options/staged-edits.tsx';
import { makeFilter, parseFilter } from '../../../renderer/sessions/session-filter.ts';
import { layOut, loginGroups } from '../../../renderer/sharing/sharing-layout.ts';
import { shortenPath } from '../../../renderer/ui/shorten.ts';
import type { Text } from '../../../renderer/texts/text.ts';
import type { Sharing } from '../../../shared/contract/option.ts';
import { gardenSharing } from '../../fakes/garden.ts';

// Properties take their time when the machine is busy.
vi.setConfig({ testTimeout: 30_000 });

describe('routes', () => {
  it('come back as they were printed', () => {
    const id = fc.string({ minLength: 1, unit: 'binary' });
    fc.assert(
      fc.property(id, id, (farmId, wiki) => {
        const route = farmRoute(farmId, 'sessions', { wiki });
        expect(parseRoute(printRoute(route))).toEqual(route);
      }),
    );
  });

  it('lead home from an address that says nothing', () => {
    expect(parseRoute('#/farm/')).toEqual({ kind: 'home' });
    expect(parseRoute('#/farm/%E0%A4%A/nowhere')).toMatchObject({ kind: 'farm', view: 'overview' });
  });
});

describe('Python literals', () => {
  it('are read back as the text they were printed from', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, (one) => {
        expect(readLiteral(printText(one, true))).toEqual({ u: one });
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme-ascii' })), (texts) => {
        expect(readLiteral(printTextList(texts, false))).toEqual({ list: texts.map((str) => ({ str })) });
      }),
    );
  });

  it('in unicode need no coding line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(printText(text, true)).toMatch(/^u'[\x20-\x7e]*'$/);
      }),
    );
  });

  it('that are anything else stay with the plain field', () => {
    for (const text of ["os.path.join('a')", "'a' + 'b'", '[1, x]', "'open", '{}', '', '1 2'])
      expect(readLiteral(text)).toBeNull();
  });
});

describe('the filter', () => {
  it('knows its rules and searches for the rest', () => {
    expect(parseFilter('user:"Carol Sample" wiki:alpha wiki:beta kind:switched Plant list')).toEqual({
      text: 'Plant list',
      userText: 'Carol Sample',
      wikis: ['alpha', 'beta'],
      kind: 'switched',
    });
  });

  it('lets what is typed win over the chips, and looks for a kind that it does not know', () => {
    expect(makeFilter('kind:expired', 'anonymous', null).kind).toBe('expired');
    expect(makeFilter('kind:weird', 'anonymous', null)).toMatchObject({
      kind: 'anonymous',
      text: 'kind:weird',
    });
  });
});

describe('the sentence about lifetimes', () => {
  const text: Text = (id, values) => `${id}(${Object.values(values ?? {}).join()})`;

  it.each([
    [0, 12, 'lifetime.visitorsOff', 'lifetime.loggedIn('],
    [0.0001, 12, 'lifetime.visitorsOff', 'lifetime.loggedIn('],
    [-1, -8, 'lifetime.visitors(', 'lifetime.loggedInFixed('],
    [1, 0, 'lifetime.visitors(', 'lifetime.loggedInOff('],
  ])('says what (%d, %d) means', (anonymous, loggedIn, first, second) => {
    const sentence = lifetimeSentence(anonymous, loggedIn, text);
    expect(sentence).toContain(first);
    expect(sentence).toContain(second);
  });
});

describe('staged edits', () => {
  it('keep one edit per option and class, the newest', () => {
    const scope = { kind: 'wiki', wikiId: 'beta' } as const;
    const first = { scope, option: 'trail_size', change: { kind: 'set', text: '5' } } as const;
    const second = { ...first, change: { kind: 'unset' } } as const;
    const other = { ...first, scope: { kind: 'farm' } } as const;
    expect(mergeEdits([first, other], [second])).toEqual([other, second]);
  });
});

describe('the sharing picture', () => {
  const many: Sharing = {
    wikis: Array.from({ length: 200 }, (_, index) => ({
      ...(gardenSharing.wikis[0] ?? {
        cookieName: '',
        cookieDomain: null,
        cookiePath: '/',
        sessionDir: '',
        userDir: '',
      }),
      id: `w${index}`,
      sitename: `Wiki ${index}`,
      url: null,
    })),
    pairs: [],
  };

  it('puts wikis with one login into one bubble, also over a third', () => {
    const [pair] = gardenSharing.pairs;
    if (pair === undefined) throw new Error('no pair');
    const chain = { ...gardenSharing, pairs: [{ ...pair, a: 'beta', b: 'gamma' }, pair] };
    expect(loginGroups(chain)).toEqual([['alpha', 'beta', 'gamma']]);
  });

  it('breaks a large bubble into lines that fit', () => {
    const [pair] = gardenSharing.pairs;
    if (pair === undefined) throw new Error('no pair');
    const chain = { ...gardenSharing, pairs: [{ ...pair, a: 'beta', b: 'gamma' }, pair] };
    expect(layOut(chain, 200).width).toBeLessThanOrEqual(200);
  });

  it('keeps bubbles apart and inside of its width', () => {
    const { bubbles, width } = layOut(many, 640);
    expect(bubbles).toHaveLength(200);
    expect(width).toBeLessThanOrEqual(640);
    const places = new Set(bubbles.map(({ x, y }) => `${x} ${y}`));
    expect(places.size).toBe(200);
  });

  it('draws a dashed line for shared accounts and a red one where they disturb each other', () => {
    expect(layOut(gardenSharing, 640).links.map(({ kind }) => kind)).toEqual(['accounts']);
    const [first, ...others] = gardenSharing.pairs;
    if (first === undefined) throw new Error('no pair');
    const broken = { ...gardenSharing, pairs: [{ ...first, login: 'collision' as const }, ...others] };
    expect(layOut(broken, 640).links.map(({ kind }) => kind)).toContain('disturb');
  });
});

describe('small things', () => {
  it('shortens a path in the middle and never lengthens it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (path) => {
        expect(shortenPath(path, 30).length).toBeLessThanOrEqual(Math.max(30, Math.min(30, path.length)));
      }),
    );
    expect(shortenPath('/home/ada/wikis/garden/shared/sessions', 20)).toMatch(/^\/home.*…d?.*sessions$/);
  });

  it('makes a module name that Python takes', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(wikiNameFrom(name)).toMatch(/^(?:[a-z_]\w*)?$/);
      }),
    );
  });
});

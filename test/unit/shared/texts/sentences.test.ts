import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { appError } from '../../../../shared/contract/common.ts';
import { de } from '../../../../shared/texts/de.ts';
import { en } from '../../../../shared/texts/en.ts';
import { english, inEnglish } from '../../../../shared/texts/english.ts';
import { isSentence, sentence } from '../../../../shared/texts/sentence.ts';
import { makeSpeaker, type Catalogue } from '../../../../shared/texts/speaker.ts';
import { speakers } from '../../../../shared/texts/speakers.ts';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** The names of the gaps of an ICU message, in its branches too. */
function gapsOf(message: string): readonly string[] {
  const gaps = (elements: Elements): readonly string[] =>
    elements.flatMap((element) => [
      ...('value' in element && !('options' in element) && element.type !== 0 ? [element.value] : []),
      ...('options' in element
        ? [element.value, ...Object.values(element.options).flatMap(({ value }) => gaps(value))]
        : []),
    ]);
  const { getAst } = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true });
  return [...new Set(gaps(getAst()))].toSorted();
}

describe.each([
  ['en', en],
  ['de', de],
] as const)('the sentences of the core in %s', (_language, catalogue: Catalogue) => {
  it('are well formed and have no empty one among them', () => {
    for (const message of Object.values(catalogue)) {
      expect(() => gapsOf(message), message).not.toThrow();
      expect(message.trim()).not.toBe('');
    }
  });

  it('hold no exclamation marks and no “please”', () => {
    expect(Object.values(catalogue).filter((text) => /!|\bplease\b|\bbitte\b/i.test(text))).toEqual([]);
  });
});

describe('the languages of the core', () => {
  it('name the same gaps in the same sentence', () => {
    const german: Catalogue = de;
    const differing = Object.entries(en).filter(
      ([id, message]) => gapsOf(message).join() !== gapsOf(german[id as keyof typeof en]).join(),
    );
    expect(differing.map(([id]) => id)).toEqual([]);
  });
});

describe('a sentence', () => {
  const said = sentence('openFarm.noFolder', { directory: '/srv/farm' });

  it('is said in the language that is asked for', () => {
    expect(english(said)).toBe('There is no folder /srv/farm.');
    expect(speakers.de(said)).toBe('Den Ordner /srv/farm gibt es nicht.');
  });

  it('may hold lists and other sentences', () => {
    const say = makeSpeaker('en', { ...en, 'openFarm.file': 'No {directory} here.' });
    expect(say(sentence('openFarm.file', { directory: ['a', 'b'] }))).toBe('No a, b here.');
    expect(say(sentence('openFarm.file', { directory: said }))).toBe(
      'No There is no folder /srv/farm. here.',
    );
  });

  it('shows values as they are, also when they look like a message', () => {
    const strange = "{count, plural, one {'# x'} other {<b>}}";
    expect(english(sentence('openFarm.file', { directory: strange }))).toBe(
      `${strange} is a file, not a folder.`,
    );
  });

  it('crosses the contract inside an error, and what is no sentence does not', () => {
    const error = { code: 'not-found', message: said, hint: sentence('openFarm.noFolder.hint') };
    expect(appError.parse(JSON.parse(JSON.stringify(error)))).toEqual(error);
    for (const wrong of [
      { sentence: 7 },
      { sentence: 'openFarm.file', values: { directory: true } },
      { sentence: 'openFarm.file', values: { directory: { toString: 'x' } } },
      { sentence: 'openFarm.file', secret: 'x' },
      null,
    ])
      expect(isSentence(wrong)).toBe(false);
  });

  it('is refused when it nests without end', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 50; depth++)
      deep = { sentence: 'openFarm.file', values: { directory: deep } };
    expect(isSentence(deep)).toBe(false);
  });

  it('becomes English text in JSON', () => {
    expect(JSON.stringify({ why: said, count: 1 }, inEnglish)).toBe(
      '{"why":"There is no folder /srv/farm.","count":1}',
    );
  });
});

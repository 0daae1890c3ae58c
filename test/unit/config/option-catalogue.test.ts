import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fits } from '../../../electron/config/edit/value-problem.ts';
import { optionCatalogue, optionInfo, type OptionType } from '../../../shared/config/option-catalogue.ts';
import {
  pyBool,
  pyFloat,
  pyInt,
  pyList,
  pyNone,
  pyStr,
  pyTuple,
  pyUnicode,
  type PyValue,
} from '../../../shared/python-value.ts';
import { canonical, toPy, typed } from '../../golden/kinds/config/typed-value.ts';

const reference = z.object({
  options: z.array(
    z.object({
      name: z.string(),
      group: z.string(),
      type: z.string(),
      unicode: z.boolean(),
      decodedFromUtf8: z.boolean(),
      session: z.boolean(),
      default: z.nullable(typed),
    }),
  ),
});
/** What MoinMoin 1.9.11 itself says of its options. */
const { options } = reference.parse(
  JSON.parse(readFileSync(path.join(import.meta.dirname, '../../golden/config/options.json'), 'utf8')),
);

const dict = (...entries: (readonly [PyValue, PyValue])[]): PyValue => ({ type: 'dict', entries });
const word = pyStr('word');

/** Each type of the reference: values that it takes, and values that it does not. */
const samples: Readonly<
  Record<string, { readonly yes: readonly PyValue[]; readonly no: readonly PyValue[] }>
> = {
  bool: { yes: [pyBool(true)], no: [word, pyList([])] },
  'None or bool': { yes: [pyNone, pyBool(true)], no: [word] },
  str: { yes: [word], no: [pyInt(7), pyList([])] },
  'None or str': { yes: [pyNone, word], no: [pyInt(7), pyList([])] },
  unicode: { yes: [pyUnicode('wörd')], no: [pyInt(7), pyList([])] },
  'None or unicode': { yes: [pyNone, pyUnicode('wörd')], no: [pyInt(7), pyList([])] },
  int: { yes: [pyInt(7)], no: [word, pyList([])] },
  number: { yes: [pyInt(7), pyFloat(1.5)], no: [word] },
  'tuple of two numbers': {
    yes: [pyTuple([pyInt(1), pyFloat(1.5)])],
    no: [pyTuple([pyInt(1)]), pyTuple([word, word])],
  },
  'tuple of int': { yes: [pyTuple([pyInt(1)])], no: [pyTuple([word]), word] },
  'list of unicode': { yes: [pyList([pyUnicode('w')])], no: [word, pyList([pyInt(7)])] },
  'list of str': { yes: [pyList([word])], no: [word, pyList([pyInt(7)])] },
  'None, str or list of str': { yes: [pyNone, word, pyList([word])], no: [pyInt(7), pyList([pyInt(7)])] },
  'list of (str, str)': { yes: [pyList([pyTuple([word, word])])], no: [pyList([word]), word] },
  'None, str or dict of str -> str': { yes: [pyNone, word, dict([word, word])], no: [pyInt(7)] },
  dict: { yes: [dict([word, word])], no: [word] },
  'None or dict': { yes: [pyNone, dict()], no: [word] },
  'dict of str -> int': { yes: [dict([word, pyInt(7)])], no: [word, dict([word, word])] },
  'dict of str -> str': { yes: [dict([word, word])], no: [word, dict([word, pyInt(7)])] },
  'None or dict of str -> (int, int)': {
    yes: [pyNone, dict([word, pyTuple([pyInt(1), pyInt(2)])])],
    no: [word, dict([word, pyInt(7)])],
  },
  'dict of str -> dict of str -> str': { yes: [dict([word, dict([word, word])])], no: [word] },
  'None or (int, str)': {
    yes: [pyNone, pyTuple([pyInt(1), pyStr('internal')])],
    no: [word, pyTuple([word, word])],
  },
  'list of tuples': { yes: [], no: [word] },
  'list of (str, callable)': { yes: [], no: [word] },
  'list of objects': { yes: [], no: [word] },
  'str or callable': { yes: [word], no: [pyInt(7)] },
  'None or class': { yes: [pyNone], no: [word] },
  'None or callable': { yes: [pyNone], no: [word] },
  callable: { yes: [], no: [word, pyNone] },
  object: { yes: [], no: [word, pyNone] },
};

/** An option that takes only certain words takes no other. */
const isChoice = (type: OptionType): boolean =>
  type.kind === 'one-of' ||
  ((type.kind === 'either' || type.kind === 'list') && [type.of].flat().some(isChoice));

describe('the catalogue of options', () => {
  it('has every option of MoinMoin and no other', () => {
    expect(optionCatalogue.map(({ name }) => name).toSorted()).toEqual(
      options.map(({ name }) => name).toSorted(),
    );
  });

  it.each(options)('knows $name: default, group, how text of it is written', (option) => {
    const ours = optionInfo(option.name);
    const wanted = option.default && toPy(option.default, '');
    expect({
      group: ours?.group,
      unicode: ours?.unicode,
      decodedFromUtf8: ours?.decodedFromUtf8,
      session: ours?.session,
      default: canonical(ours?.default),
    }).toEqual({
      group: option.group,
      unicode: option.unicode,
      decodedFromUtf8: option.decodedFromUtf8,
      session: option.session,
      default: canonical(wanted),
    });
    // A default that is no data is said in words.
    expect(ours?.defaultShown === null).toBe(wanted !== null);
  });

  it.each(options)('$name takes $type', ({ name, type }) => {
    const ours = optionInfo(name);
    if (ours === undefined) throw new Error(`no option ${name}`);
    const known = samples[type];
    if (known === undefined) throw new Error(`no samples of ${type}`);
    const byDefault = ours.default === null ? [] : [ours.default];
    const taken = isChoice(ours.type) ? byDefault : [...byDefault, ...known.yes];
    for (const value of taken) expect([value, fits(value, ours.type)]).toEqual([value, true]);
    for (const value of known.no) expect([value, fits(value, ours.type)]).toEqual([value, false]);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  folderOfPage,
  isCanonicalFolder,
  normalisePageName,
  pageOfFolder,
} from '../../../electron/page/page-name.ts';
import { decodePythonUtf8, encodePythonUtf8 } from '../../../electron/page/python-utf8.ts';
import { compareCodePoints, upperCase } from '../../../electron/page/python-text.ts';

const anyText = fc.string({ unit: 'binary' });

test('every name comes back from its folder, and the folder holds nothing a path could be made of', () => {
  fc.assert(
    fc.property(anyText, (name) => {
      const folder = folderOfPage(name);
      expect(folder).toMatch(/^[A-Za-z0-9_()]*$/);
      expect(pageOfFolder(folder)).toBe(name);
      expect(isCanonicalFolder(folder, name)).toBe(true);
    }),
  );
});

test('lone surrogates keep their three bytes', () => {
  expect(encodePythonUtf8('a\ud800b').toString('hex')).toBe('61eda08062');
  expect(decodePythonUtf8(Buffer.from('61eda08062', 'hex'))).toBe('a\ud800b');
  expect(decodePythonUtf8(Buffer.from('61eda0', 'hex'))).toBeNull();
});

test('a normalised name stays as it is when normalised again', () => {
  const isGroup = (part: string): boolean => /^\S+Group$/.test(part);
  fc.assert(
    fc.property(anyText, (typed) => {
      const once = normalisePageName(typed, isGroup);
      expect(normalisePageName(once, isGroup)).toBe(once);
    }),
  );
});

test('names sort by code point, above and below U+FFFF', () => {
  expect(['\u{1f600}', '\uffff', 'z', '\ue000'].sort(compareCodePoints)).toEqual([
    'z',
    '\ue000',
    '\uffff',
    '\u{1f600}',
  ]);
});

test('upper case is one character to one character', () => {
  expect(upperCase('straße ﬁ ǰ ᾳ ა ǆ')).toBe('STRAßE ﬁ ǰ ᾼ ა Ǆ');
});

import { expect, it } from 'vitest';
import {
  pyFloat,
  pyInt,
  pyList,
  pyNone,
  pyStr,
  pyTuple,
  pyUnicode,
} from '../../../../shared/python-value.ts';
import { pythonLiteral, readableLiteral } from '../../../../shared/python/literal.ts';

it('writes a value as the repr of Python 2', () => {
  const value = pyTuple([pyUnicode('Andr\xe9 €😀\x7f'), pyStr('é'), pyFloat(1e16), pyNone]);
  expect(pythonLiteral(value)).toBe("(u'Andr\\xe9 \\u20ac\\U0001f600\\x7f', '\\xc3\\xa9', 1e+16, None)");
  expect(pythonLiteral(pyTuple([pyInt(1)]))).toBe('(1,)');
  expect(pythonLiteral({ type: 'long', value: 5n })).toBe('5L');
  expect(pythonLiteral({ type: 'set', items: [] })).toBe('set([])');
  expect(pythonLiteral({ type: 'dict', entries: [[pyStr('a'), pyInt(1)]] })).toBe("{'a': 1}");
});

it('quotes as repr does: single quotes unless the text holds only such', () => {
  expect(pythonLiteral(pyUnicode("O'Brien"))).toBe(`u"O'Brien"`);
  expect(pythonLiteral(pyStr(`O'Brien "x"`))).toBe(`'O\\'Brien "x"'`);
  expect(pythonLiteral(pyStr('a\\b\n\r\t\x00'))).toBe("'a\\\\b\\n\\r\\t\\x00'");
});

it('shows texts readably where a person looks, but never a control character', () => {
  expect(readableLiteral(pyList([pyUnicode('Müller'), pyStr('é'), pyUnicode('a\x85b')]))).toBe(
    "[u'Müller', 'é', u'a\\x85b']",
  );
  expect(readableLiteral({ type: 'str', bytes: Uint8Array.of(0x61, 0xff) })).toBe("'a\\xff'");
});

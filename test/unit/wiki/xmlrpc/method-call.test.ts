import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMethodCall } from '../../../../electron/wiki/xmlrpc/method-call.ts';
import { readXml } from '../../../../electron/wiki/xmlrpc/read-xml.ts';
import { RpcDate, RpcFault, struct, type RpcValue } from '../../../../electron/wiki/xmlrpc/value.ts';
import { writeResponse } from '../../../../electron/wiki/xmlrpc/write-response.ts';

const call = (params: string): ReturnType<typeof readMethodCall> =>
  readMethodCall(
    Buffer.from(
      `<?xml version="1.0"?><methodCall><methodName>m</methodName><params>${params}</params></methodCall>`,
    ),
  );
const one = (value: string): RpcValue | undefined =>
  call(`<param><value>${value}</value></param>`)?.params[0];

describe('a method call', () => {
  test('has values of every type', () => {
    expect(one('<int>-3</int>')).toBe(-3);
    expect(one('<i4>7</i4>')).toBe(7);
    expect(one('<boolean>1</boolean>')).toBe(true);
    expect(one('<double>2.5e1</double>')).toBe(25);
    expect(one('<string>a &amp; b &#x1F34E;</string>')).toBe('a & b 🍎');
    expect(one('bare')).toBe('bare');
    expect(one('')).toBe('');
    expect(one('<nil/>')).toBeNull();
    expect(one('<string><![CDATA[<b>]]></string>')).toBe('<b>');
    expect(one('<base64>\nR3LD vMOfZQo=\n</base64>')).toEqual(Buffer.from('Grüße\n'));
    expect(one('<dateTime.iso8601>20240315T10:32:00</dateTime.iso8601>')).toEqual(new RpcDate(1710498720));
    expect(one('<array><data><value><int>1</int></value></data></array>')).toEqual([1]);
    expect(one('<struct><member><name>a</name><value>b</value></member></struct>')).toEqual(
      struct({ a: 'b' }),
    );
  });

  test('may have no parameters at all', () => {
    const bytes = Buffer.from('<methodCall><methodName>m</methodName></methodCall>');
    expect(readMethodCall(bytes)).toEqual({ method: 'm', params: [] });
  });

  test('is refused when a value is not what it says', () => {
    for (const bad of [
      '<int>1e3</int>',
      '<boolean>yes</boolean>',
      '<base64>§</base64>',
      '<ex:int>1</ex:int>',
      '<int>1</int><int>2</int>',
    ])
      expect(one(bad)).toBeUndefined();
  });

  test('is refused with a document type, so that nothing can be defined or fetched', () => {
    const text =
      '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><methodCall><methodName>&a;</methodName></methodCall>';
    expect(readMethodCall(Buffer.from(text))).toBeNull();
    expect(readXml('<a>&unknown;</a>')).toBeNull();
    expect(readXml('<a>&toString;</a>')).toBeNull();
    expect(readXml('<a>&#0;</a>')).toBeNull();
  });

  test('is refused when it is nested without end, in little time', () => {
    const started = performance.now();
    expect(readXml('<a>'.repeat(200_000))).toBeNull();
    expect(readXml(`<a>${'&'.repeat(200_000)}</a>`)).toBeNull();
    expect(readXml(`<a${' x'.repeat(200_000)}`)).toBeNull();
    expect(readXml(`<a>${'<!--'.repeat(200_000)}`)).toBeNull();
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('of any bytes never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readMethodCall(bytes);
      }),
    );
  });
});

describe('an answer', () => {
  test('holds any text so that it can be read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite' }), (text) => {
        const root = readXml(writeResponse(text));
        const read = root?.children[0]?.children[0]?.children[0]?.children[0]?.text;
        // eslint-disable-next-line no-control-regex
        expect(read).toBe(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd'));
      }),
    );
  });

  test('tells a fault by its code and sentence', () => {
    expect(writeResponse(new RpcFault('NOT_EXIST', 'no <such>'))).toContain(
      '<name>faultCode</name>\n<value><string>NOT_EXIST</string></value>',
    );
  });
});

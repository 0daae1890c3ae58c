import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePickle } from '../../../electron/session/pickle/decode.ts';
import { encodePickle } from '../../../electron/session/pickle/encode.ts';
import { PyDict } from '../../../electron/session/py-dict.ts';
import type { PyValue } from '../../../shared/python-value.ts';
import { toTypedJson } from '../../../shared/session/typed-json.ts';
import { fromTypedJson } from '../../support/typed-json.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const decodeText = (text: string) => decodePickle(bytesOf(text));

/** Number of inputs; the bench runs the same properties with many more. */
const runs = Number(process.env['CROFT_FUZZ_RUNS'] ?? 3_000);

const text = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
});
const scalar: fc.Arbitrary<PyValue> = fc.oneof(
  fc.constant<PyValue>({ type: 'none' }),
  fc.boolean().map((value): PyValue => ({ type: 'bool', value })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value): PyValue => ({ type: 'int', value })),
  fc.bigInt({ min: -(2n ** 140n), max: 2n ** 140n }).map((value): PyValue => ({ type: 'long', value })),
  fc.double().map((value): PyValue => ({ type: 'float', value })),
  fc.uint8Array({ maxLength: 40 }).map((bytes): PyValue => ({ type: 'str', bytes })),
  text.map((value): PyValue => ({ type: 'unicode', text: value })),
);
const { anything } = fc.letrec<{ anything: PyValue }>((tie) => ({
  anything: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('anything'), { maxLength: 4 }).map((items): PyValue => ({ type: 'list', items })),
    fc.array(tie('anything'), { maxLength: 4 }).map((items): PyValue => ({ type: 'tuple', items })),
    fc.array(fc.tuple(scalar, tie('anything')), { maxLength: 4 }).map((entries): PyValue => {
      const dict = new PyDict();
      for (const [key, value] of entries) dict.set(key, value);
      return dict.toValue();
    }),
  ),
}));
const session = fc.array(fc.tuple(scalar, anything), { maxLength: 6 }).map((entries) => {
  const dict = new PyDict();
  for (const [key, value] of entries) dict.set(key, value);
  return dict.toValue();
});

describe('reading and writing', () => {
  test('what is written reads back as the same value of the same types', () => {
    fc.assert(
      fc.property(session, (value) => {
        const decoded = decodePickle(encodePickle(value));
        expect(decoded).toEqual({ kind: 'ok', value, trailingBytes: 0 });
      }),
      { numRuns: runs / 10 },
    );
  });

  test('typed JSON survives JSON and comes back as the same value', () => {
    fc.assert(
      fc.property(session, (value) => {
        const json: unknown = JSON.parse(JSON.stringify(toTypedJson(value)));
        expect(toTypedJson(fromTypedJson(json))).toEqual(toTypedJson(value));
      }),
      { numRuns: runs / 10 },
    );
  });

  test('integers and strings at the edges of their opcodes read back', () => {
    const edges = [
      0n,
      1n,
      127n,
      128n,
      255n,
      256n,
      65535n,
      65536n,
      2n ** 31n,
      2n ** 63n,
      2n ** 2039n,
      2n ** 2040n,
    ];
    for (const edge of edges.flatMap((value) => [value, value - 1n, -value, -value - 1n]))
      for (const type of ['int', 'long'] as const) {
        if (type === 'int' && (edge >= 2n ** 63n || edge < -(2n ** 63n))) continue;
        const value: PyValue = { type, value: edge };
        expect(decodePickle(encodePickle(value))).toMatchObject({ kind: 'not-a-dict', value });
      }
    for (const length of [0, 255, 256, 70_000]) {
      const value: PyValue = { type: 'str', bytes: new Uint8Array(length).fill(7) };
      expect(decodePickle(encodePickle(value))).toMatchObject({ kind: 'not-a-dict', value });
    }
  });

  test('a set can not be written', () => {
    expect(() => encodePickle({ type: 'set', items: [] })).toThrow(RangeError);
  });
});

describe('hostile and damaged input', () => {
  test('random bytes neither crash nor hang the reader', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(decodePickle(bytes)).toHaveProperty('kind');
      }),
      { numRuns: runs },
    );
  });

  test('random sequences of known opcodes neither crash nor hang the reader', () => {
    const opcode = fc.constantFrom(
      ...Array.from("(012NIKMJGSTUVXp)tq]lae}dsu.gh\x80\x85\x86\x87\x88\x89\x8a\n0a'\\"),
    );
    const program = fc.array(
      fc.oneof({ weight: 5, arbitrary: opcode }, { weight: 1, arbitrary: fc.string() }),
    );
    fc.assert(
      fc.property(program, (parts) => {
        expect(decodeText(parts.join(''))).toHaveProperty('kind');
      }),
      { numRuns: runs },
    );
  });

  test('a damaged copy of a real session is read or reported, and what is read can be written', () => {
    const whole = encodePickle({
      type: 'dict',
      entries: [
        [fromTypedJson({ str: 'user.id' }), fromTypedJson({ str: '1700000000.22.1002' })],
        [fromTypedJson({ str: 'trail' }), fromTypedJson({ list: [{ u: 'Caf\u00e9' }, { long: '-5' }] })],
      ],
    });
    const place = fc.nat(whole.length - 1);
    fc.assert(
      fc.property(place, fc.nat(255), place, (at, byte, end) => {
        const damaged = whole.slice(0, end + 1);
        damaged[Math.min(at, end)] = byte;
        const decoded = decodePickle(damaged);
        const again = decoded.kind === 'ok' ? decodePickle(encodePickle(decoded.value)).kind : 'ok';
        expect(again).toBe('ok');
      }),
      { numRuns: runs },
    );
  });

  test.each([
    ['GLOBAL', 'cos\nsystem\n.', ['os.system']],
    ['GLOBAL', '(lp0\ncos\nsystem\n0.', ['os.system']],
    ['INST', "(S'id'\nios\nsystem\n.", ['os.system']],
    ['OBJ', '(o.', []],
    ['REDUCE', 'R', []],
    ['BUILD', 'b', []],
    ['NEWOBJ', '\x80\x02\x81', []],
    ['EXT1', '\x82\x01.', []],
    ['PERSID', 'Px\n.', []],
    ['BINPERSID', 'NQ.', []],
    ['GLOBAL', 'c', ['']],
  ])('refuses %s in %j without reading further', (reason, program, names) => {
    expect(decodeText(program)).toMatchObject({ kind: 'refused', reason, names });
  });

  test('whatever comes first decides between corrupt and refused', () => {
    expect(decodeText('\xffcos\nsystem\n.').kind).toBe('corrupt');
    expect(decodeText('N.cos\nsystem\n').kind).toBe('not-a-dict');
    expect(decodeText('cos\nsystem\n\xff').kind).toBe('refused');
  });

  test('accepts a hundred levels and refuses one more', () => {
    const nested = (levels: number) => `${'('.repeat(levels)}${'t'.repeat(levels)}.`;
    expect(decodeText(nested(100)).kind).toBe('not-a-dict');
    expect(decodeText(nested(101))).toMatchObject({ kind: 'refused', reason: 'DEPTH' });
  });

  test('refuses containers that contain themselves, directly or by another', () => {
    expect(decodeText('(lp0\ng0\na.')).toMatchObject({ kind: 'refused', reason: 'CYCLE' });
    expect(decodeText('(dp0\nS"a"\n(lp1\ng0\nas.')).toMatchObject({ kind: 'refused', reason: 'CYCLE' });
  });

  test('refuses shared strings that would grow past the limit when written without sharing', () => {
    const long = `U\xff${'x'.repeat(255)}q\x00`;
    expect(decodeText(`(${long}${'h\x00'.repeat(70_000)}l.`)).toMatchObject({
      kind: 'refused',
      reason: 'EXPANSION',
    });
  });

  test('refuses a key that holds itself many times over before hashing it', () => {
    const doubling = '2\x86'.repeat(30);
    expect(decodeText(`}N${doubling}Ns.`)).toMatchObject({ kind: 'refused', reason: 'EXPANSION' });
  });

  test('refuses integers too long to convert, and files too large to read', () => {
    expect(decodeText(`L${'9'.repeat(100_000)}L\n.`)).toMatchObject({ kind: 'refused', reason: 'INTEGER' });
    expect(decodePickle(new Uint8Array(4 * 1024 * 1024 + 1))).toMatchObject({
      kind: 'refused',
      reason: 'SIZE',
    });
  });

  test('reads a megabyte of pushes and of marks in linear time', () => {
    const started = performance.now();
    decodeText('N'.repeat(1_000_000));
    decodeText('('.repeat(1_000_000));
    decodeText(`(${'N0'.repeat(500_000)}t.`);
    decodeText(`V${'\\'.repeat(1_000_000)}\n.`);
    decodeText(`S'${'\\'.repeat(1_000_000)}'\n.`);
    expect(performance.now() - started).toBeLessThan(4_000); // a fifth of a second on an idle machine; quadratic would take hours
  });
});

describe('Python 2 details', () => {
  const valueOf = (program: string) => {
    const decoded = decodeText(program);
    return decoded.kind === 'ok' || decoded.kind === 'not-a-dict' ? toTypedJson(decoded.value) : decoded.kind;
  };

  test.each([
    ["S'\\x41\\n\\101\\q'\n.", { str: 'A\nA\\q' }],
    ['S"it\'s"\n.', { str: "it's" }],
    ["S'\n.", 'corrupt'],
    ["S'\\x4'\n.", 'corrupt'],
    ['V\\u0041\\\\u0041\\U0001f600\n.', { u: 'A\\\\u0041\u{1f600}' }],
    ['V\\u004\n.', 'corrupt'],
    ['I 7 \n.', { int: '7' }],
    ['I9223372036854775808\n.', { long: '9223372036854775808' }],
    ['I7.5\n.', 'corrupt'],
    ['L-0x10L\n.', { long: '-16' }],
    ['L010\n.', { long: '8' }],
    ['L5\n.', { long: '5' }],
    ['L5x\n.', 'corrupt'],
    ['F-inf\n.', { float: '-inf' }],
    ['F1e400\n.', { float: 'inf' }],
    ['F0x1\n.', 'corrupt'],
    ['X\x03\0\0\0\xed\xa0\x80.', { u: '\ud800' }],
    ['X\x02\0\0\0\xc0\x80.', 'corrupt'],
    ['T\xff\xff\xff\xff.', 'corrupt'],
    ['\x8a\x01\x80.', { long: '-128' }],
    ['N0N.', { none: true }],
    ['(NN1N.', { none: true }],
    ['1N.', 'corrupt'],
    ['Np01\ng1\n.', 'corrupt'],
    ['Np1\n0h\x01.', { none: true }],
  ])('%j gives %j', (program, expected) => {
    expect(valueOf(program)).toEqual(expected);
  });

  test('numbers of equal value, and texts of equal ASCII, are one key; the first key and the last value stay', () => {
    const program = "(I1\nS'a'\nL1L\nS'b'\nF1.0\nS'c'\nI01\nS'd'\nS'k'\nI1\nVk\nI2\nd.";
    expect(valueOf(program)).toEqual({
      dict: [
        [{ int: '1' }, { str: 'd' }],
        [{ str: 'k' }, { int: '2' }],
      ],
    });
  });

  test('a byte string outside ASCII is another key than the text of the same letters', () => {
    expect(valueOf("(S'\\xc3\\xa9'\nI1\nV\xe9\nI2\nd.")).toMatchObject({ dict: { length: 2 } });
  });

  test.each([
    [1e-7, '1e-07'],
    [0.0001, '0.0001'],
    [0.00001234, '1.234e-05'],
    [1e16, '1e+16'],
    [123456789012345680, '1.2345678901234568e+17'],
    [1e15, '1000000000000000.0'],
    [-0, '-0.0'],
    [1.5, '1.5'],
    [1e300, '1e+300'],
  ])('writes the float %d as %s', (value, expected) => {
    expect(toTypedJson({ type: 'float', value })).toEqual({ float: expected });
  });
});

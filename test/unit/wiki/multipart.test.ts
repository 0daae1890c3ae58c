import { describe, expect, it } from 'vitest';
import { boundaryOf, formParts } from '../../../electron/wiki/multipart.ts';

const boundary = 'xxB';
const part = (header: string, content = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data`),
    Buffer.from(header),
    Buffer.from(`\r\n\r\n${content}\r\n`),
  ]);
const read = (...parts: readonly Buffer[]) => [
  ...formParts(Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), boundary),
];
const fileName = (header: string | Buffer): string | null | undefined =>
  read(
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; `),
      Buffer.from(header),
      Buffer.from('\r\nContent-Type: text/plain\r\n\r\nx\r\n'),
    ]),
  )[0]?.fileName;

describe('names of uploaded files (issue 11 §4)', () => {
  const names: readonly (readonly [string, string | Buffer, string])[] = [
    ['Cyrillic', 'filename="отчёт.txt"', 'отчёт.txt'],
    ['Chinese', 'filename="报告.pdf"', '报告.pdf'],
    ['an emoji', 'filename="🙂 ok.png"', '🙂 ok.png'],
    ['right to left', 'filename="דוח.doc"', 'דוח.doc'],
    ['combining marks, as they are', 'filename="ta\u0308g.txt"', 'ta\u0308g.txt'],
    ['Latin-1 bytes', Buffer.from('filename="B\xe4r.txt"', 'latin1'), 'Bär.txt'],
    ['the extended form before the usual one', `filename="x.txt"; filename*=UTF-8''%D0%BE.txt`, 'о.txt'],
    ['the extended form in Latin-1', `filename*=ISO-8859-1'de'B%E4r.txt`, 'Bär.txt'],
    [
      'quotes, as curl sends them',
      String.raw`filename="say \"hi\" \\ bye.txt"`,
      String.raw`say "hi" \ bye.txt`,
    ],
    ['quotes, as browsers send them', 'filename="say %22hi%22.txt"', 'say "hi".txt'],
    ['other percent signs', 'filename="100%25 of%20it.txt"', '100%25 of%20it.txt'],
    ['a path of an old browser', String.raw`filename="C:\Dokumente\Bär.txt"`, 'Bär.txt'],
    ['a share of an old browser', String.raw`filename="\\server\dir\x.txt"`, 'x.txt'],
    ['a slash', 'filename="a/b.txt"', 'a/b.txt'],
    ['a semicolon', 'filename="a;b=c.txt"', 'a;b=c.txt'],
    ['no quotes', 'filename=plain.txt', 'plain.txt'],
    ['none', 'filename=""', ''],
  ];
  it.each(names)('%s', (_what, header, expected) => {
    expect(fileName(header)).toBe(expected);
  });

  it('and of fields', () => {
    const [field] = read(part('; name="поле %22x%22"', 'Wert'));
    expect(field).toMatchObject({ name: 'поле "x"', fileName: null });
    expect(field?.bytes.toString()).toBe('Wert');
  });
});

describe('parts of a form', () => {
  it('without a name are malformed', () => {
    expect(read(part('', 'x'))).toEqual([null]);
    expect(read(part('; filename="a.txt"', 'x'))).toEqual([null]);
    expect(read(part('; name="a"', '1'), part('', 'x')).at(-1)).toBeNull();
  });

  it('may hold what looks like a boundary', () => {
    const content = `a\r\n--${boundary}y\r\nb--${boundary}\r\n`;
    const parts = read(part('; name="a"', content), part('; name="b"'));
    expect(parts.map((one) => one?.bytes.toString())).toEqual([content, '']);
  });

  it('that do not end, or whose headers do not, are malformed', () => {
    const whole = Buffer.concat([part('; name="a"', 'text'), Buffer.from(`--${boundary}--`)]);
    for (let length = 0; length < whole.length - 1; length++)
      expect([...formParts(whole.subarray(0, length), boundary)].at(-1)).toBeNull();
    expect([...formParts(whole, boundary)]).toHaveLength(1);
  });

  it('are separated by what the Content-Type says', () => {
    expect(boundaryOf('multipart/form-data; boundary="a b"; charset=x')).toBe('a b');
    expect(boundaryOf('multipart/form-data; Boundary=ab')).toBe('ab');
    expect(boundaryOf('multipart/form-data; boundary=')).toBeNull();
    expect(boundaryOf('multipart/form-data')).toBeNull();
  });
});

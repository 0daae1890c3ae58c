import { describe, expect, it } from 'vitest';
import { parseQuery, readParameters } from '../../../electron/wiki/parameters.ts';
import type { WikiRequest } from '../../../electron/wiki/request.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

function post(contentType: string, body: string | Uint8Array, query = '', pieceSize = 7): WikiRequest {
  return {
    method: 'POST',
    scheme: 'http',
    host: 'localhost:8080',
    serverPort: 8080,
    scriptRoot: '',
    path: '/PageOne',
    query,
    headers: { 'content-type': contentType },
    remoteAddress: '127.0.0.1',
    environ: {},
    body: inPieces(Buffer.from(body as string), pieceSize),
  };
}

async function parametersOf(request: WikiRequest) {
  const outcome = await readParameters(request);
  if (outcome.kind === 'refused') throw new Error(`refused with ${String(outcome.status)}`);
  return outcome.parameters;
}

const boundary = 'xxBOUNDARYxx';
const multipart = (...parts: readonly (readonly [string, string])[]): Uint8Array =>
  Buffer.from(
    parts
      .map(
        ([header, body]) => `--${boundary}\r\nContent-Disposition: form-data; ${header}\r\n\r\n${body}\r\n`,
      )
      .join('') + `--${boundary}--\r\n`,
  );

describe('reading query and form', () => {
  it('decodes percent signs, plus signs and UTF-8, and keeps the order', () => {
    expect(parseQuery('action=edit&name=M%C3%BCller+A&leer')).toEqual([
      ['action', 'edit'],
      ['name', 'Müller A'],
      ['leer', ''],
    ]);
  });

  it('marks bytes that are no UTF-8 and leaves broken escapes alone', () => {
    expect(parseQuery('a=%FC&b=%zz&c=100%')).toEqual([
      ['a', '\ufffd'],
      ['b', '%zz'],
      ['c', '100%'],
    ]);
  });

  it('joins query and urlencoded form', async () => {
    const parameters = await parametersOf(
      post('application/x-www-form-urlencoded', 'b=2&b=3&c=%E2%82%AC', 'a=1'),
    );
    expect([parameters.text('a'), parameters.all('b'), parameters.text('c')]).toEqual(['1', ['2', '3'], '€']);
  });

  it('reads multipart fields and files whole, whatever pieces they arrive in', async () => {
    const body = multipart(
      ['name="comment"', 'Grüße\r\nzwei'],
      ['name="file"; filename="Bär \'1\'.txt"', 'inhalt\u0000ü'],
    );
    for (const pieceSize of [1, 5, 4096]) {
      const parameters = await parametersOf(
        post(`multipart/form-data; boundary=${boundary}`, body, 'x=y', pieceSize),
      );
      expect(parameters.text('comment')).toBe('Grüße\r\nzwei');
      expect(parameters.text('x')).toBe('y');
      expect(parameters.file('file')?.name).toBe("Bär '1'.txt");
      expect(Buffer.from(parameters.file('file')?.bytes ?? []).toString()).toBe('inhalt\u0000ü');
    }
  });

  it('takes a file field that was left empty', async () => {
    const body = multipart(['name="file"; filename=""', '']);
    const parameters = await parametersOf(post(`multipart/form-data; boundary=${boundary}`, body));
    expect(parameters.file('file')?.bytes.length ?? 0).toBe(0);
  });

  it('refuses a multipart body that is cut off or has no boundary', async () => {
    const whole = multipart(['name="a"', 'text']);
    const cut = whole.subarray(0, whole.length - 20);
    expect(await readParameters(post(`multipart/form-data; boundary=${boundary}`, cut))).toEqual({
      kind: 'refused',
      status: 400,
    });
    expect(await readParameters(post('multipart/form-data', whole))).toEqual({
      kind: 'refused',
      status: 400,
    });
  });

  it('refuses an urlencoded body over the limit', async () => {
    const request = {
      ...post('application/x-www-form-urlencoded', ''),
      body: inPieces(new Uint8Array(9 * 1024 * 1024), 65_536),
    };
    expect(await readParameters(request)).toEqual({ kind: 'refused', status: 413 });
  });
});

import fc from 'fast-check';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeConfigText, withLineEndsOf, writeConfigText } from '../../../electron/api/farm/config-text.ts';

describe('line ends of a file that was edited as text', () => {
  it('keeps those of every line that was there and gives new lines the one above', () => {
    const old = 'a = 1\r\nb = 2\nc = 3\r\n';
    expect(withLineEndsOf(old, 'a = 1\nb = 2\nc = 3\n')).toBe(old);
    expect(withLineEndsOf(old, 'a = 1\nnew = 0\nb = 2\nc = 3\n')).toBe(
      'a = 1\r\nnew = 0\r\nb = 2\nc = 3\r\n',
    );
    expect(withLineEndsOf(old, 'a = 1\nc = 9\n')).toBe('a = 1\r\nc = 9\r\n');
    expect(withLineEndsOf('a\rb\r', 'a\nx\nb\n')).toBe('a\rx\rb\r');
  });

  it('changes nothing when nothing was edited, whatever the mixture', () => {
    const line = fc.tuple(fc.constantFrom('a', 'b', '', ' c'), fc.constantFrom('\r\n', '\n', '\r'));
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('', 'last'), (lines, tail) => {
        // A lone \r before a \n would be one line end.
        const old = lines.map(([text, end]) => `x${text}${end}`).join('') + tail;
        const inEditor = old.replaceAll(/\r\n?/g, '\n');
        expect(withLineEndsOf(old, inEditor)).toBe(old);
      }),
    );
  });
});

describe('saving a file that was edited as text', () => {
  let directory: string;
  const writing = () => ({ backupDirectory: directory, nowMs: Date.now });
  beforeEach(async () => void (directory = await mkdtemp(path.join(tmpdir(), 'croft-text-'))));
  afterEach(() => rm(directory, { recursive: true }));

  it('keeps encoding, byte order and line ends of what was not touched', async () => {
    const file = path.join(directory, 'wikiconfig.py');
    const bytes = Buffer.from("# -*- coding: latin-1 -*-\r\nsitename = u'B\xfcro'\r\nx = 1\r\n", 'latin1');
    await writeFile(file, bytes);
    const { text, revision } = decodeConfigText(bytes);
    const inEditor = text.replaceAll('\r\n', '\n').replace('x = 1', 'x = 2');
    const written = await writeConfigText(file, inEditor, revision, writing());
    expect(written).toMatchObject({ ok: true });
    expect((await readFile(file)).toString('latin1')).toBe(
      bytes.toString('latin1').replace('x = 1', 'x = 2'),
    );
  });

  it('refuses a file that changed since, and text that is not Python, and leaves it as it is', async () => {
    const file = path.join(directory, 'wikiconfig.py');
    await writeFile(file, 'x = 1\n');
    const { revision } = decodeConfigText(Buffer.from('x = 0\n'));
    expect(await writeConfigText(file, 'x = 2\n', revision, writing())).toMatchObject({
      ok: false,
      error: { code: 'config-changed' },
    });
    const now = decodeConfigText(Buffer.from('x = 1\n')).revision;
    expect(await writeConfigText(file, 'x = (\n', now, writing())).toMatchObject({
      ok: false,
      error: { code: 'config-invalid' },
    });
    expect(await readFile(file, 'utf8')).toBe('x = 1\n');
  });
});

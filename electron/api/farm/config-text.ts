import { diffArrays } from 'diff';
import { readFile } from '../../base/file-system.ts';
import path from 'node:path';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { hashOf } from '../../config/module-files.ts';
import {
  decodeText,
  encodeCharacter,
  lineAt,
  readSource,
  type SourceEncoding,
} from '../../config/python/encoding.ts';
import { PythonSyntaxError } from '../../config/python/python-error.ts';
import { parsePython } from '../../config/python/parser.ts';
import { writeConfigFiles, type WriteContext } from '../../config/edit/apply.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

const byteOrderMark = '\uFEFF';

/** A configuration file as text for an editor: UTF-8 first, else as its coding line says, else Latin-1. */
export function decodeConfigText(bytes: Uint8Array): { readonly text: string; readonly revision: string } {
  return { text: decodeFor(bytes).text, revision: hashOf(bytes) };
}

interface DecodedFile {
  readonly text: string;
  readonly encoding: SourceEncoding;
  readonly hasMark: boolean;
}

function decodeFor(bytes: Uint8Array): DecodedFile {
  const raw = Buffer.from(bytes).toString('latin1');
  const hasMark = raw.startsWith('\xef\xbb\xbf');
  const body = hasMark ? raw.slice(3) : raw;
  const utf8 = decodeText(body, 'utf-8');
  const declared = encodingOf(bytes);
  // A file that is valid UTF-8 but says Latin-1 is Latin-1: its bytes mean what it says.
  if (declared !== null && declared !== 'ascii' && declared !== 'utf-8')
    return { text: decodeText(body, declared) ?? body, encoding: declared, hasMark };
  return utf8 === null
    ? { text: body, encoding: 'iso-8859-1', hasMark }
    : { text: utf8, encoding: 'utf-8', hasMark };
}

function encodingOf(bytes: Uint8Array): SourceEncoding | null {
  try {
    return readSource(bytes).encoding;
  } catch (error) {
    if (error instanceof PythonSyntaxError) return null;
    throw error;
  }
}

/** Saves what a person edited as text: parsed before it is written, never over a file that changed meanwhile. */
export async function writeConfigText(
  file: string,
  text: string,
  revision: string,
  context: WriteContext,
): Promise<Result<{ readonly backup: string; readonly revision: string }>> {
  const before = await readFile(file);
  if (hashOf(before) !== revision)
    return fail({
      code: 'config-changed',
      message: sentence('configText.changed', { file: path.basename(file) }),
      hint: sentence('configText.changed.hint'),
    });
  const { text: old, encoding, hasMark } = decodeFor(before);
  const encoded = encode(withLineEndsOf(old, text), encoding, hasMark, path.basename(file));
  if (!encoded.ok) return encoded;
  const problem = syntaxProblem(encoded.value, path.basename(file));
  if (problem) return fail(problem);
  const change = { file, shown: path.basename(file), before, after: encoded.value };
  const written = await writeConfigFiles([change], context);
  if (!written.ok) return written;
  return ok({ backup: written.value[0]?.backup ?? '', revision: hashOf(encoded.value) });
}

/**
 * An editor knows one kind of line end. Lines that were there keep the one they had, new ones take that of the line
 * above, so that a file from Windows stays one and only what was edited differs.
 */
export function withLineEndsOf(old: string, text: string): string {
  if (!old.includes('\r')) return text;
  const before = splitLines(old);
  const after = splitLines(text);
  const changes = diffArrays(
    before.map(({ line }) => line),
    after.map(({ line }) => line),
  );
  let [fromOld, fromNew] = [0, 0];
  let last = before[0]?.end ?? '\n';
  let result = '';
  for (const { added, removed, count } of changes) {
    if (removed) fromOld += count;
    else
      for (let place = 0; place < count; place++) {
        const { line, end } = after[fromNew++] ?? { line: '', end: '' };
        const known = added ? last : (before[fromOld++]?.end ?? last);
        if (end !== '') last = known === '' ? last : known;
        result += line + (end === '\n' ? last : end);
      }
  }
  return result;
}

/** Lines with what ends them; the last one may have no end. */
function splitLines(text: string): { readonly line: string; readonly end: string }[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)]
    .map(([, line = '', end = '']) => ({ line, end }))
    .filter(({ line, end }) => line !== '' || end !== '');
}

function encode(text: string, encoding: SourceEncoding, hasMark: boolean, shown: string): Result<Uint8Array> {
  const body = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  let bytes = hasMark ? '\xef\xbb\xbf' : '';
  for (const [index, character] of Array.from(body).entries()) {
    const encoded = encodeCharacter(character, encoding);
    if (encoded === null)
      return fail({
        code: 'bad-argument',
        message: sentence('configText.encoding', { file: shown, encoding, character }),
        hint: sentence('configText.encoding.hint'),
        line: lineAt(Array.from(body).slice(0, index).join(''), index),
      });
    bytes += encoded;
  }
  return ok(Buffer.from(bytes, 'latin1'));
}

function syntaxProblem(bytes: Uint8Array, shown: string): AppError | null {
  try {
    parsePython(bytes);
    return null;
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    return {
      code: 'config-invalid',
      message: sentence('configText.noPython', { file: shown, reason: error.message }),
      hint: sentence('configText.noPython.hint'),
      file: shown,
      line: error.line,
    };
  }
}

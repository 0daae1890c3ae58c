import { createPatch } from 'diff';
import { readFile, realpath } from '../base/file-system.ts';
import path from 'node:path';
import type { PyValue } from '../../shared/python-value.ts';
import { ok, type Result } from '../../shared/result.ts';
import { sentence } from '../../shared/texts/sentence.ts';
import { writeFileAtomic } from '../base/atomic-write.ts';
import { judge } from './edit-judge.ts';
import { newText } from './edit-new-text.ts';
import { diskProblem, notEdited, type EditError, type EditRequest } from './edit-request.ts';
import { parseTarget, readTarget } from './edit-source.ts';
import { classValues, differences, readClasses, type ClassValues } from './edit-verify.ts';
import { hashOf } from './module-files.ts';
import { decodeText } from './python/encoding.ts';
import type { ParsedFile } from './python/parser.ts';
import { replaceConfigFile } from './replace-file.ts';

export interface EditContext {
  /** Where the old file is copied before writing; no backup when left out. */
  readonly backupDir?: string;
  readonly nowMs: () => number;
}

/** What an edit would do, nothing written. */
export interface EditPlan {
  /** Relative to the config folder. */
  readonly file: string;
  /** Unified diff; empty when nothing changes. */
  readonly diff: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Hash of `before`. */
  readonly hash: string;
}

export interface EditDone {
  readonly file: string;
  readonly diff: string;
  /** Absolute path of the copy of the old file, if one was made. */
  readonly backup: string | null;
  /** Hash of the bytes now on disk. */
  readonly hash: string;
}

/** Works out an edit without writing: checks the value, makes the new text, reads it back and compares. */
export async function planEdit(request: EditRequest): Promise<Result<EditPlan, EditError>> {
  const read = await readTarget(request);
  if (!read.ok) return read;
  const before = read.value;
  const hash = hashOf(before);
  if (request.expectedHash !== undefined && request.expectedHash !== hash)
    return notEdited(
      'config-changed',
      sentence('edit.changedSince', { file: request.file }),
      sentence('edit.changed.hint'),
      request,
    );
  const parsed = parseTarget(before, request);
  if (!parsed.ok) return parsed;
  const old = await readClasses(request.dir, request.replace ?? new Map());
  const text = newText(parsed.value, request, classValues(old, request.file, request.className));
  if (!text.ok) return text;
  const after = Buffer.from(text.value.text, 'latin1');
  const checked = await verify(request, old, after, text.value.expected);
  if (!checked.ok) return checked;
  return ok({
    file: request.file,
    diff: diffOf(request.file, before, after, parsed.value),
    before,
    after,
    hash,
  });
}

/** Plans and writes: backup, atomic replacement, a modification time at least one whole second away from the old. */
export async function applyEdit(
  request: EditRequest,
  context: EditContext,
): Promise<Result<EditDone, EditError>> {
  const planned = await planEdit(request);
  if (!planned.ok) return planned;
  const { file, diff, before, after, hash } = planned.value;
  if (Buffer.compare(before, after) === 0) return ok({ file, diff, backup: null, hash });
  try {
    const target = await realpath(path.join(request.dir, file));
    if (hashOf(await readFile(target)) !== hash)
      return notEdited(
        'config-changed',
        sentence('edit.changedMeanwhile', { file }),
        sentence('edit.changed.hint'),
        request,
      );
    const backup =
      context.backupDir === undefined
        ? null
        : path.join(context.backupDir, backupName(file, hash, context.nowMs()));
    if (backup !== null) await writeFileAtomic(backup, before, { mode: 0o600 });
    await replaceConfigFile(target, after, context.nowMs);
    return ok({ file, diff, backup, hash: hashOf(after) });
  } catch (error) {
    return diskProblem(error, request);
  }
}

function backupName(file: string, hash: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
  return `${path.basename(file)}.${time}.${hash.slice(0, 8)}`;
}

async function verify(
  request: EditRequest,
  old: ReadonlyMap<string, ClassValues>,
  after: Uint8Array,
  expected: PyValue | undefined,
): Promise<Result<null, EditError>> {
  const fresh = await readClasses(request.dir, new Map([...(request.replace ?? []), [request.file, after]]));
  const { file, className, option } = request;
  return judge(request, differences(old, fresh, [{ file, className, option, expected }]));
}

function diffOf(file: string, before: Uint8Array, after: Uint8Array, parsed: ParsedFile): string {
  if (Buffer.compare(before, after) === 0) return '';
  const decode = (bytes: Uint8Array): string => {
    const binary = Buffer.from(bytes).toString('latin1');
    return decodeText(binary, parsed.source.encoding) ?? binary;
  };
  return createPatch(file, decode(before), decode(after));
}

import { createPatch } from 'diff';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { optionInfo } from '../../shared/config/option-catalogue.ts';
import type { PyValue } from '../../shared/python-value.ts';
import { fail, ok, type AppError, type ErrorCode, type Result } from '../../shared/result.ts';
import { systemErrorCode, writeFileAtomic } from './disk.ts';
import { valueProblem } from './edit-checks.ts';
import { isSameItem, listCall } from './edit-list-lines.ts';
import { writeLiteral } from './edit-literal.ts';
import { findClass, findTarget, type ClassStatement, type EditTarget } from './edit-target.ts';
import { insertAfter, isAlone, quoteIn, removeStatement, splice } from './edit-text.ts';
import { classValues, differences, readClasses, type ClassValues, type Differences } from './edit-verify.ts';
import { hashOf } from './module-files.ts';
import { replaceConfigFile } from './replace-file.ts';
import { decodeText } from './python/encoding.ts';
import { parsePython, type ParsedFile } from './python/parser.ts';
import { PythonSyntaxError } from './python/python-error.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** Why an edit is not done (spec/config.md §8.1, §8.6). */
export type EditRefusalReason =
  | 'computed'
  | 'conditional'
  | 'chain'
  | 'shared'
  | 'modified-later'
  | 'absent'
  | 'no-class'
  | 'syntax-error'
  | 'bad-value'
  | 'changes-others'
  | 'verification-failed';

/** `code` is `edit-refused`, `config-changed`, `bad-argument` or a file system code. */
export interface EditError extends AppError {
  readonly reason?: EditRefusalReason;
}

export type EditOperation =
  | { readonly op: 'set'; readonly value: PyValue; readonly replaceComputed?: boolean }
  | { readonly op: 'remove'; readonly replaceComputed?: boolean }
  | { readonly op: 'list-add'; readonly value: PyValue }
  | { readonly op: 'list-remove'; readonly value: PyValue };

export interface EditRequest {
  /** Absolute config folder. */
  readonly dir: string;
  /** File relative to `dir`, e.g. `farmconfig.py`. */
  readonly file: string;
  /** Bare class name: `FarmConfig`, `Config`. */
  readonly className: string;
  readonly option: string;
  readonly operation: EditOperation;
  /** Accept that options calculated from this one change with it; otherwise such an edit is refused. */
  readonly acceptDependents?: boolean;
  /** Hash of the bytes the person saw (FileReading.hash); when the disk differs the edit fails as `config-changed`. */
  readonly expectedHash?: string;
  /** Work on these bytes instead of what lies on disk, by file: edits that build on edits not yet written. */
  readonly replace?: ReadonlyMap<string, Uint8Array>;
}

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
    return problem(
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
      return problem(
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

function problem(
  code: ErrorCode,
  message: Sentence,
  hint: Sentence,
  request: EditRequest,
  reason?: EditRefusalReason,
  line?: number,
): { readonly ok: false; readonly error: EditError } {
  return fail({
    code,
    message,
    hint,
    file: request.file,
    ...(reason === undefined ? {} : { reason }),
    ...(line === undefined ? {} : { line }),
  });
}

function diskProblem(
  error: unknown,
  request: EditRequest,
): { readonly ok: false; readonly error: EditError } {
  const system = systemErrorCode(error);
  if (system === null) throw error;
  const codes: Readonly<Record<string, ErrorCode>> = {
    ENOENT: 'not-found',
    EACCES: 'forbidden',
    EPERM: 'forbidden',
    EROFS: 'read-only',
    ENOSPC: 'disk-full',
    EDQUOT: 'disk-full',
  };
  return fail({
    code: codes[system] ?? 'unreadable',
    message: sentence('edit.disk', { file: request.file }),
    hint: sentence('edit.disk.hint'),
    file: request.file,
    detail: system,
  });
}

/** The file's bytes; its name is a plain path inside the config folder. */
export async function readTarget(request: EditRequest): Promise<Result<Uint8Array, EditError>> {
  const parts = request.file.split('/');
  if (
    !request.file.endsWith('.py') ||
    parts.some((part) => part === '' || part.startsWith('.') || /[\\\0]/.test(part))
  )
    return problem(
      'bad-argument',
      sentence('edit.noConfigFile', { file: request.file }),
      sentence('edit.noConfigFile.hint'),
      request,
    );
  const given = request.replace?.get(request.file);
  if (given !== undefined) return ok(given);
  try {
    return ok(await readFile(path.join(request.dir, ...parts)));
  } catch (error) {
    return diskProblem(error, request);
  }
}

export function parseTarget(bytes: Uint8Array, request: EditRequest): Result<ParsedFile, EditError> {
  try {
    return ok(parsePython(bytes));
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    return problem(
      'edit-refused',
      sentence('edit.unreadable', { file: request.file, reason: error.message }),
      sentence('edit.unreadable.hint'),
      request,
      'syntax-error',
      error.line,
    );
  }
}

const refusals: Readonly<Partial<Record<EditRefusalReason, RefusalId>>> = {
  computed: 'edit.computed',
  conditional: 'edit.conditional',
  chain: 'edit.together',
  shared: 'edit.together',
  'modified-later': 'edit.modifiedLater',
  absent: 'edit.absent',
};
type RefusalId =
  'edit.computed' | 'edit.conditional' | 'edit.together' | 'edit.modifiedLater' | 'edit.absent';

export interface NewText {
  readonly text: string;
  /** What the option must read as afterwards; undefined when a removal leaves that to the classes above. */
  readonly expected: PyValue | undefined;
}

/** The file's text with the edit made, one character per byte; nothing is checked yet but the value and the place. */
export function newText(
  parsed: ParsedFile,
  request: EditRequest,
  values: ClassValues | null,
): Result<NewText, EditError> {
  const cls = findClass(parsed.body, request.className);
  if (cls === null)
    return problem(
      'edit-refused',
      sentence('edit.noClass', { file: request.file, className: request.className }),
      sentence('edit.noClass.hint'),
      request,
      'no-class',
    );
  const target = findTarget(parsed.body, cls, request.option);
  const refuse = (
    reason: EditRefusalReason,
    line = target.assignment?.statement.line ?? cls.line,
  ): { readonly ok: false; readonly error: EditError } =>
    problem(
      'edit-refused',
      sentence(refusals[reason] ?? 'edit.impossible', { option: request.option }),
      sentence('edit.inFile.hint'),
      request,
      reason,
      line,
    );
  const current = values?.get(request.option);
  const { operation } = request;
  if (operation.op === 'list-add' || operation.op === 'list-remove')
    return listText(parsed, cls, target, request, current?.value ?? null, refuse);
  if (target.refusal !== null) return refuse(target.refusal);
  if (
    target.assignment !== null &&
    (current === undefined || current.value === null) &&
    operation.replaceComputed !== true
  )
    return refuse('computed');
  const { text } = parsed.source;
  if (operation.op === 'remove') {
    if (target.assignment === null) return refuse('absent');
    return ok({ text: removeStatement(text, cls, target.assignment.index), expected: undefined });
  }
  const wrong = valueProblem(request.option, operation.value);
  if (wrong !== null) return badValue(wrong, request);
  const statement = target.assignment?.statement;
  const expression = statement === undefined ? '' : text.slice(statement.valueStart, statement.valueEnd);
  const literal = literalFor(parsed, request.option, operation.value, quoteIn(expression));
  if (!literal.ok) return badValue(literal.error, request);
  if (statement !== undefined)
    return ok({
      text: splice(text, statement.valueStart, statement.valueEnd, literal.value),
      expected: operation.value,
    });
  const last = cls.body.statements.at(-1);
  if (last === undefined) return refuse('no-class');
  return ok({
    text: insertAfter(text, cls, last, `${request.option} = ${literal.value}`),
    expected: operation.value,
  });
}

function badValue(wrong: Sentence, request: EditRequest): { readonly ok: false; readonly error: EditError } {
  return problem(
    'bad-argument',
    sentence('edit.badValue', { wrong }),
    sentence('edit.badValue.hint', { option: request.option }),
    request,
    'bad-value',
  );
}

function literalFor(
  parsed: ParsedFile,
  option: string,
  value: PyValue,
  quote: "'" | '"',
): Result<string, Sentence> {
  const { encoding, declared } = parsed.source;
  return writeLiteral(value, { unicode: optionInfo(option)?.unicode ?? false, quote, encoding, declared });
}

type Refuse = (reason: EditRefusalReason, line?: number) => { readonly ok: false; readonly error: EditError };

/** `NAME.append(x)` as a line of its own is added or taken away (spec/config.md §8.1). */
function listText(
  parsed: ParsedFile,
  cls: ClassStatement,
  target: EditTarget,
  request: EditRequest,
  current: PyValue | null,
  refuse: Refuse,
): Result<NewText, EditError> {
  const { operation, option } = request;
  if (operation.op !== 'list-add' && operation.op !== 'list-remove') return refuse('absent');
  const { text } = parsed.source;
  if (current === null) return refuse(target.lastChange === null ? 'absent' : 'computed');
  if (current.type !== 'list') return badValue(sentence('value.noList', { option }), request);
  if (operation.op === 'list-add') {
    const after = target.lastChange === null ? undefined : cls.body.statements[target.lastChange];
    if (after === undefined) return refuse('absent');
    const expected: PyValue = { type: 'list', items: [...current.items, operation.value] };
    const wrong = valueProblem(option, expected);
    const literal = literalFor(parsed, option, operation.value, quoteIn(text.slice(after.start, after.end)));
    if (wrong !== null || !literal.ok) return badValue(wrong ?? sentence('value.unwritable'), request);
    return ok({ text: insertAfter(text, cls, after, `${option}.append(${literal.value})`), expected });
  }
  const found = cls.body.statements.findLastIndex((statement) => {
    const call = listCall(statement, option);
    return call !== null && isSameItem(call.value, operation.value);
  });
  if (found < 0)
    return refuse(
      target.refusal === 'modified-later' || target.refusal === 'conditional' ? 'modified-later' : 'absent',
    );
  if (!isAlone(text, cls, found)) return refuse('modified-later', cls.body.statements[found]?.line);
  return ok({ text: removeStatement(text, cls, found), expected: undefined });
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

/** Whether what reading the edited files showed lets the edit pass. */
export function judge(request: EditRequest, found: Differences): Result<null, EditError> {
  if (found.wrong !== null)
    return problem(
      'edit-refused',
      sentence('edit.notMade', { reason: found.wrong }),
      sentence('edit.inFile.hint'),
      request,
      'verification-failed',
    );
  if (found.others.length > 0 && request.acceptDependents !== true)
    return problem(
      'edit-refused',
      changesOthers(found.others),
      sentence('edit.changesOthers.hint'),
      request,
      'changes-others',
    );
  return ok(null);
}

/** The first of many names; a base path may stand behind hundreds of options. */
function changesOthers(names: readonly string[]): Sentence {
  const most = 8;
  const more = names.length - most;
  return more > 0
    ? sentence('edit.changesMany', { names: names.slice(0, most), more })
    : sentence('edit.changesOthers', { names });
}

function diffOf(file: string, before: Uint8Array, after: Uint8Array, parsed: ParsedFile): string {
  if (Buffer.compare(before, after) === 0) return '';
  const decode = (bytes: Uint8Array): string => {
    const binary = Buffer.from(bytes).toString('latin1');
    return decodeText(binary, parsed.source.encoding) ?? binary;
  };
  return createPatch(file, decode(before), decode(after));
}

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { structuredPatch } from 'diff';
import type { FileDiff, OptionEdit, OptionPreview } from '../../../shared/contract/option.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import type { EditOperation } from '../../config/edit.ts';
import { planEdits, type BatchedEdit } from '../../config/edit-batch.ts';
import { hashOf } from '../../config/module-files.ts';
import { replaceConfigFile } from '../../config/replace-file.ts';
import { parseSupplied } from '../../config/supplied.ts';
import { loadFarmModel, type FarmModel } from '../../farm/farm-model.ts';
import { decodeConfigText } from './config-text.ts';
import { keepBackup } from './config-backup.ts';
import { placeOfEdit } from './edit-scope.ts';
import { fileIdOf } from './source-place.ts';

/** Edits of a person, worked out in memory: the files as they would be, and the farm as it would be. */
export interface PreviewedEdits {
  readonly after: FarmModel;
  readonly changes: readonly ChangedFile[];
  readonly diffs: FileDiff[];
  readonly refused: OptionPreview['refused'][number][];
}

interface ChangedFile {
  readonly configDir: string;
  /** Relative to the config folder. */
  readonly file: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** The farm as the edits would make it; what can't be done is refused by its index, the rest goes on. */
export async function previewEdits(
  model: FarmModel,
  edits: readonly OptionEdit[],
): Promise<Result<PreviewedEdits>> {
  const { changes, refused } = await planChanges(model, edits);
  const after = await loadFarmModel(model.target.directory, model.mainPort, replacements(changes));
  if (!after.ok) return after;
  return ok({
    after: after.value,
    changes,
    diffs: changes.map((change) => fileDiff(model, change)),
    refused,
  });
}

interface PlannedChanges {
  readonly changes: readonly ChangedFile[];
  readonly refused: PreviewedEdits['refused'];
}

/** Plans every edit on top of the ones before it. */
async function planChanges(model: FarmModel, edits: readonly OptionEdit[]): Promise<PlannedChanges> {
  const refused: OptionPreview['refused'][number][] = [];
  const batches = new Map<string, { readonly index: number; readonly edit: BatchedEdit }[]>();
  for (const [index, edit] of edits.entries()) {
    const place = placeOfEdit(model, edit);
    const operation = operationOf(edit);
    if (!place.ok) {
      refused.push({ index, error: place.error });
      continue;
    }
    if (!operation.ok) {
      refused.push({ index, error: operation.error });
      continue;
    }
    const { configDir, file, className } = place.value;
    const { option, acceptDependents = false } = edit;
    const batched = { file, className, option, operation: operation.value, acceptDependents };
    batches.set(configDir, [...(batches.get(configDir) ?? []), { index, edit: batched }]);
  }
  const changes: ChangedFile[] = [];
  for (const [configDir, batch] of batches) {
    const plan = await planEdits(
      configDir,
      batch.map(({ edit }) => edit),
    );
    for (const [file, bytes] of plan.files) changes.push({ configDir, file, ...bytes });
    for (const [place, error] of plan.refused) refused.push({ index: batch[place]?.index ?? 0, error });
  }
  return {
    changes: changes.filter((change) => !Buffer.from(change.before).equals(change.after)),
    refused: refused.toSorted((a, b) => a.index - b.index),
  };
}

function operationOf({ option, change }: OptionEdit): Result<EditOperation> {
  if (change.kind === 'unset') return ok({ op: 'remove', ...replacing(change) });
  const parsed = parseSupplied(option, change.text);
  const value = parsed.ok ? parsed.value.value : null;
  if (value === null)
    return fail({
      code: 'bad-argument',
      message: `${change.text} can’t be the value of ${option}: ${parsed.ok ? 'only plain values can be written' : parsed.error}.`,
      hint: 'Write a Python literal, for example (0, 12), True or u\u0027text\u0027.',
    });
  return change.kind === 'set'
    ? ok({ op: 'set', value, ...replacing(change) })
    : ok({ op: change.kind, value });
}

const replacing = (change: { readonly replaceComputed?: boolean }) =>
  change.replaceComputed === true ? { replaceComputed: true } : {};

function replacements(changes: Iterable<ChangedFile>): ReadonlyMap<string, ReadonlyMap<string, Uint8Array>> {
  const byDirectory = new Map<string, Map<string, Uint8Array>>();
  for (const { configDir, file, after } of changes) {
    const files = byDirectory.get(configDir) ?? new Map<string, Uint8Array>();
    byDirectory.set(configDir, files.set(file, after));
  }
  return byDirectory;
}

const contextLines = 3;

function fileDiff(model: FarmModel, change: ChangedFile): FileDiff {
  const full = path.join(change.configDir, change.file);
  const patch = structuredPatch(
    change.file,
    change.file,
    decodeConfigText(change.before).text,
    decodeConfigText(change.after).text,
    '',
    '',
    {
      context: contextLines,
    },
  );
  return {
    fileId: fileIdOf(full),
    file: path.relative(model.target.directory, full),
    hunks: patch.hunks.map((hunk) => diffLines(hunk.lines, hunk.oldStart, hunk.newStart)),
  };
}

function diffLines(lines: readonly string[], oldStart: number, newStart: number): DiffLine[] {
  let before = oldStart;
  let after = newStart;
  return lines.flatMap((line): DiffLine[] => {
    const text = line.slice(1).replace(/\r$/, '');
    if (line.startsWith('+')) return [{ kind: 'added', text, before: null, after: after++ }];
    if (line.startsWith('-')) return [{ kind: 'removed', text, before: before++, after: null }];
    if (line.startsWith('\\')) return []; // "No newline at end of file"
    return [{ kind: 'same', text, before: before++, after: after++ }];
  });
}

type DiffLine = FileDiff['hunks'][number][number];

export interface AppliedEdits {
  readonly token: string;
  readonly files: readonly {
    readonly file: string;
    readonly shown: string;
    readonly backup: string;
    readonly before: Uint8Array;
    /** Hash of what was written; an undo refuses when somebody changed it since. */
    readonly hash: string;
  }[];
}

/** Writes all edits or none: a backup of each file, then each file in one step; a failure puts the first ones back. */
export async function applyEdits(
  model: FarmModel,
  edits: readonly OptionEdit[],
  backupDirectory: string,
  nowMs: () => number,
): Promise<Result<AppliedEdits>> {
  const { changes, refused } = await planChanges(model, edits);
  const [first] = refused;
  return first ? fail(first.error) : writeChanges(model, changes, backupDirectory, nowMs);
}

async function writeChanges(
  model: FarmModel,
  changes: readonly ChangedFile[],
  backupDirectory: string,
  nowMs: () => number,
): Promise<Result<AppliedEdits>> {
  const written: AppliedEdits['files'][number][] = [];
  try {
    for (const change of changes) {
      const file = path.join(change.configDir, change.file);
      const shown = path.relative(model.target.directory, file);
      if (hashOf(await readFile(file)) !== hashOf(change.before)) throw new ChangedMeanwhileError(shown);
      const backup = await keepBackup(backupDirectory, shown, change.before, nowMs);
      await replaceConfigFile(file, change.after, nowMs);
      written.push({ file, shown, backup, before: change.before, hash: hashOf(change.after) });
    }
    return ok({ token: randomBytes(12).toString('hex'), files: written });
  } catch (error) {
    for (const done of written) await replaceConfigFile(done.file, done.before, nowMs);
    return fail(writeError(error));
  }
}

export async function undoEdits(applied: AppliedEdits, nowMs: () => number): Promise<Result<null>> {
  for (const { file, shown, hash } of applied.files)
    if (hashOf(await readFile(file)) !== hash) return fail(writeError(new ChangedMeanwhileError(shown)));
  try {
    for (const { file, before } of applied.files) await replaceConfigFile(file, before, nowMs);
    return ok(null);
  } catch (error) {
    return fail(writeError(error));
  }
}

class ChangedMeanwhileError extends Error {}

function writeError(error: unknown): AppError {
  if (error instanceof ChangedMeanwhileError)
    return {
      code: 'config-changed',
      message: `${error.message} changed on disk meanwhile; nothing was written.`,
      hint: 'Look at the new state, then make the change again.',
    };
  return {
    code: 'unreadable',
    message: 'The configuration could not be written; the old files are in place.',
    hint: 'Check that this account may write to the folder and that the disk is not full.',
    detail: String(error),
  };
}

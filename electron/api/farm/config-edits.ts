import { randomBytes } from 'node:crypto';
import { readFile } from '../../base/file-system.ts';
import path from 'node:path';
import type { FileDiff, OptionEdit, RefusedEdit } from '../../../shared/contract/option.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { textHunks } from '../../../shared/text-hunks.ts';
import type { EditError, EditOperation } from '../../config/edit-request.ts';
import { planEdits, type BatchedEdit } from '../../config/edit-batch.ts';
import { hashOf } from '../../config/module-files.ts';
import { replaceConfigFile } from '../../config/replace-file.ts';
import { parseSupplied } from '../../config/supplied.ts';
import { loadFarmModel, type FarmModel } from '../../farm/farm-model.ts';
import { decodeConfigText } from './config-text.ts';
import { keepBackup } from './config-backup.ts';
import { placeOfEdit } from './edit-scope.ts';
import { fileIdOf } from './source-place.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

/** Edits of a person, worked out in memory: the files as they would be, and the farm as it would be. */
export interface PreviewedEdits {
  readonly after: FarmModel;
  readonly changes: readonly ChangedFile[];
  readonly diffs: FileDiff[];
  readonly refused: RefusedEdit[];
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
  const after = await loadFarmModel(model.target.directory, model.mainPort, {
    replacements: replacements(changes),
    settingsDirectory: model.settingsDirectory,
  });
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
  const refused: RefusedEdit[] = [];
  const batches = new Map<string, { readonly index: number; readonly edit: BatchedEdit }[]>();
  for (const [index, edit] of edits.entries()) {
    const place = placeOfEdit(model, edit);
    const operation = operationOf(edit);
    if (!place.ok) {
      refused.push({ index, error: place.error, unlessAccepted: null });
      continue;
    }
    if (!operation.ok) {
      refused.push({ index, error: operation.error, unlessAccepted: null });
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
    for (const [place, error] of plan.refused)
      refused.push({ index: batch[place]?.index ?? 0, error, unlessAccepted: acceptable(error) });
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
      message: sentence('options.badLiteral', {
        text: change.text,
        option,
        reason: parsed.ok ? sentence('value.onlyPlain') : parsed.error,
      }),
      hint: sentence('options.badLiteral.hint'),
    });
  return change.kind === 'set'
    ? ok({ op: 'set', value, ...replacing(change) })
    : ok({ op: change.kind, value });
}

/** Two refusals are questions to the person. */
function acceptable({ reason }: EditError): RefusedEdit['unlessAccepted'] {
  if (reason === 'changes-others') return 'dependents';
  return reason === 'computed' ? 'replace-code' : null;
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

/** What changes in one file; a new file has no bytes before. */
export function fileDiff(model: FarmModel, { configDir, file, before, after }: ChangedFile): FileDiff {
  const full = path.join(configDir, file);
  return {
    fileId: fileIdOf(full),
    file: path.relative(model.target.directory, full),
    hunks: textHunks(decodeConfigText(before).text, decodeConfigText(after).text),
  };
}

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
      message: sentence('options.fileChanged', { file: error.message }),
      hint: sentence('options.changed.hint'),
    };
  return {
    code: 'unreadable',
    message: sentence('options.notWritten'),
    hint: sentence('options.notWritten.hint'),
    detail: String(error),
  };
}

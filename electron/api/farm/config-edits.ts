import path from 'node:path';
import type { FileDiff, OptionEdit, RefusedEdit } from '../../../shared/contract/option.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { textHunks } from '../../../shared/text-hunks.ts';
import {
  writeConfigFiles,
  type ConfigFileChange,
  type WriteContext,
  type WrittenConfigFile,
} from '../../config/edit/apply.ts';
import { planEdits, type BatchedEdit } from '../../config/edit/plan.ts';
import type { EditError, EditOperation } from '../../config/edit/request.ts';
import { parseSupplied } from '../../config/supplied.ts';
import { loadFarmModel, type FarmModel } from '../../farm/farm-model.ts';
import { decodeConfigText } from './config-text.ts';
import { placeOfEdit } from './edit-scope.ts';
import { fileIdOf } from './source-place.ts';

/** Edits of a person, worked out in memory: the files as they would be, and the farm as it would be. */
export interface PreviewedEdits {
  readonly after: FarmModel;
  readonly changes: readonly ChangedFile[];
  readonly diffs: FileDiff[];
  readonly refused: RefusedEdit[];
}

interface ChangedFile extends ConfigFileChange {
  readonly configDir: string;
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
    diffs: changes.map(fileDiff),
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
    for (const [name, bytes] of plan.files) {
      const file = path.join(configDir, name);
      changes.push({ configDir, file, shown: path.relative(model.target.directory, file), ...bytes });
    }
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
    byDirectory.set(configDir, files.set(path.relative(configDir, file), after));
  }
  return byDirectory;
}

/** What changes in one file; a new file has no bytes before. */
export const fileDiff = ({ file, shown, before, after }: ConfigFileChange): FileDiff => ({
  fileId: fileIdOf(file),
  file: shown,
  hunks: textHunks(decodeConfigText(before).text, decodeConfigText(after).text),
});

/** Applies all edits or none: nothing is written while one is refused. */
export async function applyEdits(
  model: FarmModel,
  edits: readonly OptionEdit[],
  context: WriteContext,
): Promise<Result<readonly WrittenConfigFile[]>> {
  const { changes, refused } = await planChanges(model, edits);
  const [first] = refused;
  return first ? fail(first.error) : writeConfigFiles(changes, context);
}

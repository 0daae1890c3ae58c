import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { structuredPatch } from 'diff';
import type { FileDiff, OptionEdit, OptionPreview } from '../../../shared/contract/option.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { planEdit, type EditOperation } from '../../config/edit.ts';
import { hashOf } from '../../config/module-files.ts';
import { replaceConfigFile } from '../../config/replace-file.ts';
import { parseSupplied } from '../../config/supplied.ts';
import { loadFarmModel, type FarmModel, type WikiModel } from '../../farm/farm-model.ts';
import { decodeConfigText } from './config-text.ts';
import { keepBackup } from './config-backup.ts';
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

interface Target {
  readonly configDir: string;
  readonly file: string;
  readonly className: string;
}

/** Plans every edit on top of the ones before it; what can't be done is refused by its index, the rest goes on. */
export async function previewEdits(
  model: FarmModel,
  edits: readonly OptionEdit[],
): Promise<Result<PreviewedEdits>> {
  const changes = new Map<string, ChangedFile>();
  const refused: OptionPreview['refused'][number][] = [];
  for (const [index, edit] of edits.entries()) {
    const planned = await planOne(model, edit, changes);
    if (!planned.ok) refused.push({ index, error: planned.error });
    else changes.set(path.join(planned.value.configDir, planned.value.file), planned.value);
  }
  const after = await loadFarmModel(model.target.directory, model.mainPort, replacements(changes.values()));
  if (!after.ok) return after;
  const list = [...changes.values()].filter((change) => !Buffer.from(change.before).equals(change.after));
  return ok({
    after: after.value,
    changes: list,
    diffs: list.map((change) => fileDiff(model, change)),
    refused,
  });
}

async function planOne(
  model: FarmModel,
  edit: OptionEdit,
  changes: ReadonlyMap<string, ChangedFile>,
): Promise<Result<ChangedFile>> {
  const target = targetOf(model, edit);
  if (!target.ok) return target;
  const operation = operationOf(edit);
  if (!operation.ok) return operation;
  const { configDir, file, className } = target.value;
  const replace = new Map(
    [...changes.values()]
      .filter((change) => change.configDir === configDir)
      .map((change) => [change.file, change.after]),
  );
  const plan = await planEdit({
    dir: configDir,
    file,
    className,
    option: edit.option,
    operation: operation.value,
    replace,
  });
  if (!plan.ok) return plan;
  const before = changes.get(path.join(configDir, file))?.before ?? plan.value.before;
  return ok({ configDir, file, before, after: plan.value.after });
}

/** The class an edit belongs to: the farm's shared one, or the wiki's own. */
function targetOf(model: FarmModel, edit: OptionEdit): Result<Target> {
  const { scope } = edit;
  if (scope.kind === 'wiki') {
    const wiki = model.wikis.find((candidate) => candidate.id === scope.wikiId);
    const own = wiki?.reading.classes.find((cls) => cls.level === 'wiki') ?? wiki?.reading.classes[0];
    if (!wiki || !own) return fail({ code: 'not-found', message: 'This wiki has no configuration class.' });
    return ok({ configDir: wiki.reading.configDir, file: own.file, className: bareName(own.name) });
  }
  const shared = model.wikis.map(sharedClass).find((found) => found !== null);
  return shared
    ? ok(shared)
    : fail({
        code: 'edit-refused',
        message: 'This farm has no shared class.',
        hint: 'Change the option for each wiki.',
      });
}

/** The class of farmconfig.py nearest to the wiki's own. */
function sharedClass(wiki: WikiModel): Target | null {
  const found = wiki.reading.classes.find((cls) => cls.level === 'farm');
  return found
    ? {
        configDir: wiki.reading.configDir,
        file: found.file,
        className: found.name.split('.').at(-1) ?? found.name,
      }
    : null;
}

/** `farmconfig.FarmConfig` → FarmConfig. */
const bareName = (name: string): string => name.split('.').at(-1) ?? name;

function operationOf(edit: OptionEdit): Result<EditOperation> {
  if (edit.change.kind === 'unset') return ok({ op: 'remove' });
  const parsed = parseSupplied(edit.option, edit.change.text);
  if (parsed.ok && parsed.value.value !== null) return ok({ op: 'set', value: parsed.value.value });
  const why = parsed.ok ? 'only plain values can be written' : parsed.error;
  return fail({
    code: 'bad-argument',
    message: `${edit.change.text} can’t be the value of ${edit.option}: ${why}.`,
    hint: 'Write a Python literal, for example (0, 12), True or u\u0027text\u0027.',
  });
}

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
  const preview = await previewEdits(model, edits);
  if (!preview.ok) return preview;
  const [refused] = preview.value.refused;
  if (refused) return fail(refused.error);
  return writeChanges(model, preview.value.changes, backupDirectory, nowMs);
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

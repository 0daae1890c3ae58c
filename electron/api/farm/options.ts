import { randomBytes } from 'node:crypto';
import { readFile } from '../../base/file-system.ts';
import path from 'node:path';
import type { ConfigProblem, OptionEdit } from '../../../shared/contract/option.ts';
import { english } from '../../../shared/texts/english.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { configFiles, type FarmModel } from '../../farm/farm-model.ts';
import { writing } from './config-backup.ts';
import { undoConfigFiles, type WrittenConfigFile } from '../../config/edit/apply.ts';
import { applyEdits, previewEdits } from './config-edits.ts';
import { impactOf } from './impact.ts';
import type { FarmContext, Handlers } from './context.ts';
import { farmRevision, optionMatrix } from './option-matrix.ts';
import { accountNames, findProblems } from './problems.ts';
import { farmSharing } from './sharing.ts';
import { fileIdOf, fileOfId } from './source-place.ts';
import { decodeConfigText, writeConfigText } from './config-text.ts';
import { sharingRecipes } from './sharing-recipes.ts';
import { removeSupplied, sayHarmless, supplyValue } from './supply-value.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

type OptionRequests =
  | 'option:matrix'
  | 'option:preview'
  | 'option:apply'
  | 'option:undo'
  | 'option:superuserChoices'
  | 'config:files'
  | 'config:read'
  | 'config:write'
  | 'sharing:pairs'
  | 'sharing:whatIf'
  | 'sharing:recipes'
  | 'wiki:supplyValue'
  | 'wiki:removeSupplied'
  | 'config:sayHarmless';

const unreadable = (context: FarmContext): AppError =>
  context.host.configurationError ?? { code: 'config-invalid', message: sentence('options.farmUnreadable') };

export function optionHandlers(context: FarmContext): Handlers<OptionRequests> {
  const { host } = context;
  let lastApplied: { readonly token: string; readonly files: readonly WrittenConfigFile[] } | null = null;

  const model = (): Result<FarmModel> => (host.model ? ok(host.model) : fail(unreadable(context)));
  const forChange = (): Result<FarmModel> =>
    host.options.readOnly
      ? fail({
          code: 'read-only',
          message: sentence('options.readOnly'),
          hint: sentence('options.readOnly.hint'),
        })
      : model();
  /** Our own change is read at once; the watcher then finds nothing new. */
  async function followed(): Promise<number | null> {
    await host.reload();
    return host.wikis.some((unit) => unit.state.kind === 'running') ? host.followedAtSeconds : null;
  }

  /** Croft's own note, which a farm that is open read-only keeps outside of it. */
  async function noted(note: (model: FarmModel) => Promise<Result<unknown>>): Promise<Result<null>> {
    const current = model();
    if (!current.ok) return current;
    const written = await note(current.value);
    if (!written.ok) return written;
    await followed();
    return ok(null);
  }

  return {
    'option:matrix': async () => {
      const current = model();
      return current.ok ? ok(await optionMatrix(current.value, host.options.readOnly)) : current;
    },
    'option:preview': async (_farmId, edits) => {
      const current = model();
      if (!current.ok) return current;
      const preview = await previewEdits(current.value, edits);
      if (!preview.ok) return preview;
      const { after, diffs, refused } = preview.value;
      const before = await findProblems(current.value, accountNames(context));
      const then = await findProblems(after, accountNames(context));
      return ok({
        revision: farmRevision(current.value),
        diffs,
        facts: impactOf(context, after),
        before: farmSharing(context),
        after: farmSharing(context, after),
        newProblems: then.filter((problem) => !before.some((known) => isSameFinding(known, problem))),
        refused,
      });
    },
    'option:apply': async (_farmId, revision, edits) => {
      // The files as they are now, not as they were when the watcher last told.
      await host.reload();
      const current = forChange();
      if (!current.ok) return current;
      if (farmRevision(current.value) !== revision) return fail(changedMeanwhile);
      const applied = await applyEdits(current.value, edits, writing(context));
      if (!applied.ok) return applied;
      lastApplied = { token: randomBytes(12).toString('hex'), files: applied.value };
      return ok({
        undo: lastApplied.token,
        files: applied.value.map(({ shown, backup }) => ({ file: shown, backup })),
        followedAt: await followed(),
      });
    },
    'option:undo': async (_farmId, token) => {
      if (lastApplied?.token !== token)
        return fail({
          code: 'not-found',
          message: sentence('options.noUndo'),
          hint: sentence('options.noUndo.hint'),
        });
      const undone = await undoConfigFiles(lastApplied.files, writing(context));
      if (!undone.ok) return undone;
      lastApplied = null;
      return ok({ followedAt: await followed() });
    },
    'option:superuserChoices': async (_farmId, scope, text) => {
      const wanted = text.trim().toLowerCase();
      const stores = context.accounts
        .stores(host.wikis)
        .filter((store) => scope.kind === 'farm' || store.wikis.some((unit) => unit.id === scope.wikiId));
      return ok(
        stores.flatMap((store) =>
          [...store.people.values()]
            .filter((profile) => profile.name.toLowerCase().includes(wanted))
            .map((profile) => ({ storeId: store.id, name: profile.name, disabled: profile.disabled }))
            .toSorted((a, b) => a.name.localeCompare(b.name)),
        ),
      );
    },
    'config:files': async () => {
      const current = model();
      return current.ok ? ok(listFiles(current.value)) : current;
    },
    'config:read': async (_farmId, fileId) => {
      const current = model();
      if (!current.ok) return current;
      const file = fileOfId(current.value, fileId);
      if (file === null) return fail(noSuchFile);
      const { text, revision } = decodeConfigText(await readFile(file));
      const shown = path.relative(current.value.target.directory, file);
      const problems = await findProblems(current.value, accountNames(context));
      return ok({
        fileId,
        file: shown,
        text,
        revision,
        problems: problems.filter((problem) => problem.source?.fileId === fileId),
        readOnly: host.options.readOnly,
      });
    },
    'config:write': async (_farmId, fileId, text, revision) => {
      const current = forChange();
      if (!current.ok) return current;
      const file = fileOfId(current.value, fileId);
      if (file === null) return fail(noSuchFile);
      const written = await writeConfigText(file, text, revision, writing(context));
      if (!written.ok) return written;
      return ok({ ...written.value, followedAt: await followed() });
    },
    'sharing:pairs': async () => ok(farmSharing(context)),
    'sharing:whatIf': async (_farmId, edits) => {
      const current = model();
      if (!current.ok) return current;
      const preview = await previewEdits(current.value, edits);
      if (!preview.ok) return preview;
      return ok({ sharing: farmSharing(context, preview.value.after), refused: preview.value.refused });
    },
    'sharing:recipes': async () => {
      const current = model();
      return current.ok ? ok(sharingRecipes(current.value)) : current;
    },
    'wiki:supplyValue': (_farmId, wikiId, option, text) =>
      noted((current) => supplyValue(current, wikiId, option, text)),
    'wiki:removeSupplied': (_farmId, wikiId, option) =>
      noted((current) => removeSupplied(current, wikiId, option)),
    'config:sayHarmless': (_farmId, file) => noted((current) => sayHarmless(current, file)),
  };
}

const changedMeanwhile: AppError = {
  code: 'config-changed',
  message: sentence('options.changed'),
  hint: sentence('options.changed.hint'),
};

/** The same thing said of the same option, though an edit may have moved it to another line. */
const isSameFinding = (a: ConfigProblem, b: ConfigProblem): boolean =>
  a.code === b.code && a.option === b.option && english(a.message) === english(b.message);

const noSuchFile: AppError = { code: 'not-found', message: sentence('options.noSuchFile') };

function listFiles(model: FarmModel) {
  return configFiles(model).map((file) => {
    const shown = path.relative(model.target.directory, file);
    const owner = model.wikis.find(
      (wiki) => wiki.reading.file !== null && path.join(wiki.reading.configDir, wiki.reading.file) === file,
    );
    const role = path.basename(file) === 'farmconfig.py' ? 'farm' : owner ? 'wiki' : 'helper';
    return { fileId: fileIdOf(file), file: shown, role, wikiId: owner?.id ?? null } as const;
  });
}

export type { OptionEdit };

import { access, constants } from '../../base/file-system.ts';
import { fail, ok } from '../../../shared/result.ts';
import { loadFarmModel } from '../../farm/farm-model.ts';
import { findFarmPlugins } from '../../farm/farm-plugins.ts';
import { findOpenTarget } from '../../farm/open-target.ts';
import { ensureSampleFarm } from '../../farm/sample-farm/sample-farm.ts';
import { wholePath } from '../whole-path.ts';
import type { AppContext, AppHandlers } from './context.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

type FarmRequests =
  | 'farm:list'
  | 'farm:choose'
  | 'farm:inspect'
  | 'farm:open'
  | 'farm:reopen'
  | 'farm:openSample'
  | 'farm:close'
  | 'farm:forget'
  | 'farm:arrange'
  | 'farm:trust'
  | 'farm:allowSwitching'
  | 'farm:reveal';

const headless = fail({
  code: 'unsupported' as const,
  message: sentence('program.needsDesktop'),
  hint: sentence('program.needsDesktop.hint'),
});

export function farmHandlers(context: AppContext): AppHandlers<FarmRequests> {
  const { farms, desktop } = context;
  return {
    'farm:list': async () => ok(farms.list()),
    'farm:choose': async (purpose) => {
      if (!desktop) return headless;
      const chosen = await desktop.chooseFolder(purpose === 'create' ? 'create' : 'open');
      return ok(chosen === null ? null : { path: chosen });
    },
    'farm:inspect': async (directory) => inspect(context, directory),
    'farm:open': async (typed, choice) => {
      const directory = wholePath(typed);
      if (!directory.ok) return directory;
      const target = await findOpenTarget(directory.value);
      if (!target.ok) return target;
      return ok({ farmId: (await farms.open(directory.value, choice)).id });
    },
    'farm:reopen': (farmId) => farms.start(farmId),
    'farm:openSample': async () => {
      const directory = await ensureSampleFarm(context.documentsDirectory, context.nowMs);
      if (!directory.ok) return directory;
      return ok({ farmId: (await farms.open(directory.value, { readOnly: false })).id });
    },
    'farm:close': async (farmId) => {
      await closeWindowsOf(context, farmId);
      return farms.close(farmId);
    },
    'farm:forget': async (farmId) => {
      await closeWindowsOf(context, farmId);
      const gone = await farms.forget(farmId);
      if (gone.ok) context.emit('farm:removed', { farmId });
      return gone;
    },
    'farm:arrange': async (wanted) => {
      await farms.arrange(wanted);
      context.emit('farm:arranged', farms.list());
      return ok(null);
    },
    'farm:trust': async (farmId, trusted) => {
      const known = farms.known(farmId);
      if (trusted && known) {
        const confirmed = await context.confirmations.ask({ kind: 'trust', paths: [known.directory] });
        if (!confirmed.ok) return confirmed;
      }
      const changed = await farms.change(farmId, { trusted });
      return changed.ok ? farms.start(farmId) : changed;
    },
    'farm:allowSwitching': async (farmId, switchingAllowed) => {
      if (!switchingAllowed) await closeWindowsOf(context, farmId);
      return farms.change(farmId, { switchingAllowed });
    },
    'farm:reveal': async (farmId) => {
      const known = farms.known(farmId);
      if (!desktop) return headless;
      if (!known) return fail({ code: 'not-found', message: sentence('program.unlisted') });
      await desktop.revealFolder(known.directory);
      return ok(null);
    },
  };
}

async function closeWindowsOf(context: AppContext, farmId: string): Promise<void> {
  const windows = context.desktop?.identityWindows;
  for (const identity of windows?.list() ?? [])
    if (identity.farmId === farmId) await windows?.close(identity.id);
}

async function inspect(
  context: AppContext,
  typed: string,
): ReturnType<AppHandlers<'farm:inspect'>['farm:inspect']> {
  const directory = wholePath(typed);
  if (!directory.ok) return directory;
  const target = await findOpenTarget(directory.value);
  if (!target.ok) return target;
  // Ports play no part in what is shown here.
  const model = await loadFarmModel(directory.value, 80);
  if (!model.ok) return model;
  return ok({
    path: directory.value,
    kind: target.value.kind,
    wikis: model.value.wikis.map((wiki) => wiki.id),
    writable: await isWritable(directory.value),
    plugins: (await findFarmPlugins(model.value)).macros,
    known: context.farms.byDirectory(directory.value)?.id ?? null,
  });
}

async function isWritable(directory: string): Promise<boolean> {
  try {
    await access(directory, constants.W_OK);
    return true;
  } catch {
    return false; // that is the answer
  }
}

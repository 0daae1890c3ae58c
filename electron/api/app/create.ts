import { stat } from '../../base/file-system.ts';
import path from 'node:path';
import type { CreatePlan, CreatePreview } from '../../../shared/contract/app.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { createFarm } from '../../farm/create-farm.ts';
import {
  checkPlan,
  defaultDomain,
  defaultFirstPort,
  plannedFiles,
  plannedUrl,
  type FarmPlan,
} from '../../farm/farm-plan.ts';
import { shortenPath } from '../shorten-path.ts';
import { previewSharing } from './preview-sharing.ts';
import type { AppContext, AppHandlers } from './context.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

export function createHandlers(context: AppContext): AppHandlers<'farm:previewCreate' | 'farm:create'> {
  return {
    'farm:previewCreate': async (wish) => ok(await preview(context, wish)),
    'farm:create': async (wish) => {
      const problems = await problemsOf(context, wish);
      const [first] = problems;
      if (first) return fail(first.error);
      const directory = folderOf(context, wish);
      const created = await createFarm(directory, planOf(wish), wish.superuser, context.nowMs);
      if (!created.ok) return created;
      return ok({ farmId: (await context.farms.open(directory, { readOnly: false })).id });
    },
  };
}

const planOf = (wish: CreatePlan): FarmPlan => ({
  topology: wish.topology,
  wikis: wish.wikis.map((wiki) => ({
    name: wiki.name.trim(),
    sitename: wiki.sitename.trim() || wiki.name.trim(),
  })),
  shareLogin: wish.shareLogin,
  superuser: wish.superuser?.name.trim() || null,
  domain: wish.domain.trim().replace(/^\./, '') || defaultDomain,
  firstPort: defaultFirstPort,
});

const folderOf = (context: AppContext, wish: CreatePlan): string =>
  path.join(wish.parent ?? context.documentsDirectory, wish.folderName.trim());

async function preview(context: AppContext, wish: CreatePlan): Promise<CreatePreview> {
  const plan = planOf(wish);
  const problems = await problemsOf(context, wish);
  const sound = checkPlan(plan).ok;
  return {
    path: shortenPath(folderOf(context, wish)),
    addresses: sound
      ? plan.wikis.map((wiki, index) => ({
          wiki: wiki.name,
          url: plannedUrl(plan, index, '…').replace(':…', ''),
        }))
      : [],
    files: sound
      ? plannedFiles(plan, '(a secret made by Croft)').map(({ path: file, text }) => ({ file, text }))
      : [],
    sharing: sound ? previewSharing(plan) : { wikis: [], pairs: [] },
    problems,
  };
}

async function problemsOf(
  context: AppContext,
  wish: CreatePlan,
): Promise<CreatePreview['problems'][number][]> {
  const problems: { field: string; error: AppError }[] = [];
  const plan = checkPlan(planOf(wish));
  if (!plan.ok) problems.push({ field: 'wikis', error: plan.error });
  const folder = await checkFolder(context, wish);
  if (!folder.ok) problems.push({ field: 'folderName', error: folder.error });
  return problems;
}

async function checkFolder(context: AppContext, wish: CreatePlan): Promise<Result<null>> {
  const name = wish.folderName.trim();
  if (name === '' || name === '.' || name === '..' || /[\\/\0]/.test(name))
    return fail({ code: 'bad-argument', message: sentence('create.slashes') });
  try {
    await stat(folderOf(context, wish));
    return fail({
      code: 'already-exists',
      message: sentence('create.exists', { folder: shortenPath(folderOf(context, wish)) }),
      hint: sentence('create.exists.hint'),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok(null);
    return fail({
      code: 'unreadable',
      message: sentence('create.placeUnreadable'),
      detail: String(error),
    });
  }
}

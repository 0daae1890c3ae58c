import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from '../base/file-system.ts';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { openPageStore } from '../page/page-store.ts';
import type { Author } from '../page/page-types.ts';
import { createAccount } from '../user/accounts.ts';
import { groupNameTest } from '../user/names.ts';
import { passwordHasher } from '../user/password.ts';
import { profileDefaults } from '../user/profile.ts';
import { openUserStore } from '../user/user-store.ts';
import { checkPlan, dataFolders, plannedFiles, type FarmPlan } from './farm-plan.ts';
import { loadFarmModel, problemAsError, type FarmModel } from './farm-model.ts';
import { sentence } from '../../shared/texts/sentence.ts';

export interface FirstSuperuser {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** What a new farm holds besides its configuration. */
export interface FarmContent {
  /** Pages of each wiki by name of the wiki. */
  readonly pages: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly accounts: readonly NewFarmAccount[];
}

export interface NewFarmAccount {
  readonly name: string;
  readonly email: string;
  /** In clear, or as a stored form that is taken as it is. */
  readonly password: { readonly clear: string } | { readonly stored: string };
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** Writes a farm as the plan says, with a front page in each wiki and the first superuser. */
export function createFarm(
  directory: string,
  plan: FarmPlan,
  superuser: FirstSuperuser | null,
  nowMs: () => number,
): Promise<Result<null>> {
  const pages = new Map(plan.wikis.map((wiki) => [wiki.name, { FrontPage: frontPage(wiki.sitename) }]));
  const accounts = superuser
    ? [{ name: superuser.name, email: superuser.email, password: { clear: superuser.password } }]
    : [];
  return writeFarm(directory, plan, { pages, accounts }, nowMs);
}

/**
 * Writes everything into a folder beside the target and renames it when it is complete, so that a farm is there whole or
 * not at all. The target must not exist.
 */
export async function writeFarm(
  directory: string,
  plan: FarmPlan,
  content: FarmContent,
  nowMs: () => number,
): Promise<Result<null>> {
  const checked = checkPlan(plan);
  if (!checked.ok) return checked;
  const parent = path.dirname(directory);
  let building: string | null = null;
  try {
    await mkdir(parent, { recursive: true });
    if (await exists(directory))
      return fail({
        code: 'already-exists',
        message: sentence('create.exists', { folder: directory }),
        hint: sentence('create.exists.hint'),
      });
    building = await mkdtemp(path.join(parent, `.${path.basename(directory)}.new-`));
    const filled = await fill(building, plan, content, nowMs);
    if (!filled.ok) return filled;
    await rename(building, directory);
    building = null;
    return ok(null);
  } catch (error) {
    return fail(diskError(directory, error));
  } finally {
    if (building !== null) await rm(building, { recursive: true, force: true });
  }
}

async function fill(
  directory: string,
  plan: FarmPlan,
  content: FarmContent,
  nowMs: () => number,
): Promise<Result<null>> {
  for (const file of plannedFiles(plan, randomBytes(24).toString('base64url'))) {
    const target = path.join(directory, file.path);
    await mkdir(path.dirname(target), { recursive: true });
    // They hold the secret that signs forms; whoever runs the wikis reads them as owner or by group.
    await writeFile(target, file.text, { flush: true, mode: 0o640 });
  }
  for (const wiki of plan.wikis) {
    const { data, user } = dataFolders(plan, wiki);
    for (const folder of [`${data}/pages`, `${data}/cache`, `${data}/plugin`, user])
      await mkdir(path.join(directory, folder), { recursive: true, mode: 0o770 });
    await writePluginPackages(path.join(directory, data, 'plugin'));
  }
  if (plan.shareLogin && plan.topology !== 'single')
    await mkdir(path.join(directory, 'shared/sessions'), { recursive: true, mode: 0o770 });
  // What was written is read as any farm is: what can't be opened is never handed out.
  const model = await loadFarmModel(directory, 8080);
  if (!model.ok) return model;
  return writeContent(model.value, content, nowMs);
}

/** MoinMoin wants the plugin folder to be a Python package (spec/config.md §5 step 10). */
async function writePluginPackages(plugin: string): Promise<void> {
  const kinds = [
    'action',
    'converter',
    'events',
    'filter',
    'formatter',
    'macro',
    'parser',
    'theme',
    'userprefs',
    'xmlrpc',
  ];
  for (const folder of ['', ...kinds]) {
    await mkdir(path.join(plugin, folder), { recursive: true, mode: 0o770 });
    await writeFile(path.join(plugin, folder, '__init__.py'), '# -*- coding: utf-8 -*-\n');
  }
}

async function writeContent(
  model: FarmModel,
  content: FarmContent,
  nowMs: () => number,
): Promise<Result<null>> {
  const nowSeconds = () => Math.floor(nowMs() / 1000);
  const filledStores = new Set<string>();
  for (const wiki of model.wikis) {
    if (!wiki.settings.ok) {
      const [problem] = wiki.settings.error;
      return fail(
        problem
          ? problemAsError(problem, wiki.reading.configDir)
          : { code: 'internal', message: sentence('create.cantOpen', { wiki: wiki.id }) },
      );
    }
    const settings = wiki.settings.value;
    if (!filledStores.has(settings.userDir)) {
      filledStores.add(settings.userDir);
      const accounts = openUserStore({
        directory: settings.userDir,
        defaults: profileDefaults(settings),
        nowSeconds,
      });
      for (const account of content.accounts) {
        const made = await createAccount(
          {
            accounts,
            passwords: passwordHasher(settings),
            isGroupName: groupNameTest(settings.pageGroupRegex),
          },
          {
            name: account.name,
            email: account.email,
            ...('clear' in account.password ? { password: account.password.clear } : {}),
          },
        );
        if (made.kind === 'refused')
          return fail({
            code: 'bad-argument',
            message: sentence('create.noAccount', { name: account.name, reason: made.reason }),
          });
        const stored = 'stored' in account.password ? { enc_password: account.password.stored } : {};
        await accounts.update(made.profile.id, { ...stored, ...account.attributes });
      }
    }
    const pages = openPageStore({
      dataDir: settings.dataDir,
      underlayDir: settings.dataUnderlayDir,
      settings,
      nowMicroseconds: () => nowMs() * 1000,
      log: () => undefined, // a new folder holds nothing odd
    });
    for (const [name, text] of Object.entries(pagesOf(wiki.id, content, model))) {
      const saved = await pages.save({ name, text, author: nobody, variables: null });
      if (!saved.ok)
        return fail({
          code: 'internal',
          message: sentence('create.noPage', { page: name, wiki: wiki.id }),
          detail: JSON.stringify(saved.error),
        });
    }
  }
  return ok(null);
}

/** A single wiki goes by the name of its configuration file, whatever the plan calls it. */
function pagesOf(id: string, content: FarmContent, model: FarmModel): Readonly<Record<string, string>> {
  const [only] = content.pages.values();
  return content.pages.get(id) ?? (model.wikis.length === 1 ? only : undefined) ?? {};
}

/** The author of a new farm's first pages. */
const nobody: Author = { userId: '', address: '127.0.0.1', host: 'localhost', may: () => true };

const frontPage = (sitename: string): string => `= ${sitename} =
This wiki is new. Log in and change this page.

 * [[RecentChanges]]: what was changed lately
 * [[FindPage]]: where to look for something
 * [[HelpContents]]: how pages are written
`;

function diskError(directory: string, error: unknown) {
  const code = systemErrorCode(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return {
      code: 'read-only' as const,
      message: sentence('create.readOnly', { folder: path.dirname(directory) }),
      hint: sentence('create.readOnly.hint'),
      detail: String(error),
    };
  if (code === 'ENOSPC')
    return {
      code: 'disk-full' as const,
      message: sentence('create.diskFull'),
      detail: String(error),
    };
  return {
    code: 'internal' as const,
    message: sentence('create.notWritten', { folder: directory }),
    detail: String(error),
  };
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

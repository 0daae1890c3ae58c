import { open, rename, rm, type FileHandle } from '../base/file-system.ts';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fail, ok, type AppError, type Result } from '../../shared/result.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { diskProblem } from '../base/disk-problem.ts';
import { pathIsThere } from '../farm/backup/path-is-there.ts';
import type { RunningWiki } from '../farm/run-wiki.ts';
import { installPackage, type InstalledStep } from '../page/package/install-package.ts';
import { makePackage, type MadePackage } from '../page/package/make-package.ts';
import { previewPackage, type PackageStep, type PackageTarget } from '../page/package/package-steps.ts';
import { readPackage, type PackageFault, type PagePackage } from '../page/package/read-package.ts';
import type { Author } from '../page/page-types.ts';
import { groupNameTest } from '../user/names.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

export type { PackageEffect, PackageStep } from '../page/package/package-steps.ts';

/** Page packages as files, for people who own the farm's files: access rules are not asked. */

export async function createPackageFile(
  { state }: RunningWiki,
  file: string,
  wish: { readonly names: readonly string[]; readonly withAttachments: boolean; readonly nowSeconds: number },
): Promise<Result<MadePackage>> {
  const missing = wish.names.find((name) => !state.pages.exists(name));
  if (missing !== undefined)
    return fail({ code: 'not-found', message: sentence('pages.none', { page: missing }) });
  const temporary = path.join(path.dirname(file), `.croft-package-${randomBytes(6).toString('hex')}.tmp`);
  try {
    if (await pathIsThere(file))
      return fail({
        code: 'already-exists',
        message: sentence('files.exists', { file }),
        hint: sentence('files.exists.hint'),
      });
    const handle = await open(temporary, 'wx', 0o644);
    try {
      const made = await makePackage(state.pages, handle, {
        ...wish,
        authorOf: async ({ userId }) => (userId === '' ? '' : ((await state.users.byId(userId))?.name ?? '')),
      });
      await handle.sync();
      await rename(temporary, file);
      return ok(made);
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    return fail(diskProblem(error, file));
  }
}

export const previewPackageFile = (
  wiki: RunningWiki,
  file: string,
): Promise<Result<readonly PackageStep[]>> =>
  withPackage(file, (archive) => previewPackage(archive, targetOf(wiki)));

export const installPackageFile = (
  wiki: RunningWiki,
  file: string,
  options: {
    readonly progress?: (done: number, total: number) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Result<readonly InstalledStep[]>> =>
  withPackage(file, (archive) => installPackage(archive, targetOf(wiki), { installer, ...options }));

/** Nobody's account: whoever runs this owns the files. */
const installer: Author = { userId: '', address: '', host: '', may: () => true };

const targetOf = ({ state, settings }: RunningWiki): PackageTarget => ({
  pages: state.pages,
  isGroup: groupNameTest(settings.pageGroupRegex),
});

async function withPackage<T>(file: string, work: (archive: PagePackage) => Promise<T>): Promise<Result<T>> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT')
      return fail({ code: 'not-found', message: sentence('files.noFile', { file }) });
    return fail(diskProblem(error, file));
  }
  try {
    const reading = await readPackage(handle);
    return reading.ok ? ok(await work(reading.value)) : fail(refusal(file, reading.fault));
  } finally {
    await handle.close();
  }
}

function refusal(file: string, fault: PackageFault): AppError {
  const refuse = (message: Sentence): AppError => ({ code: 'bad-argument', message, file });
  switch (fault.kind) {
    case 'noPackage':
      return refuse(sentence('files.noPackage'));
    case 'damaged':
      return refuse(sentence('files.packageDamaged', { reason: fault.detail }));
    case 'hostileName':
      return refuse(sentence('files.packageLeadsOut', { name: JSON.stringify(fault.name) }));
    case 'twice':
      return refuse(sentence('files.packageTwice', { name: JSON.stringify(fault.name) }));
    case 'tooLarge':
      return refuse(sentence('files.packageTooLarge', { name: JSON.stringify(fault.name) }));
    case 'script':
      return refuse(sentence('files.packageScript', { line: fault.line }));
    case 'missing':
      return refuse(sentence('files.packageMissing', { name: JSON.stringify(fault.name) }));
  }
}

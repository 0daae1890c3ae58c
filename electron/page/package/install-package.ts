import type { Author, Incomplete, PageOutcome, PageRefusal } from '../page-types.ts';
import { decodePageText } from '../text.ts';
import { changesSomething, previewPackage, type PackageStep, type PackageTarget } from './package-steps.ts';
import type { PagePackage } from './read-package.ts';

/** How one step went; null: done, or there was nothing to do. */
export interface InstalledStep extends PackageStep {
  readonly refusal: PageRefusal | null;
  /** What a step that is done lacks nevertheless. */
  readonly incomplete?: Incomplete;
}

/**
 * Carries out a package step by step, with the installer's rights and the package's authors in the log. A step that is
 * refused is told and the next one goes on: every page keeps its history, so each step can be taken back for itself.
 */
export async function installPackage(
  archive: PagePackage,
  target: PackageTarget,
  options: {
    readonly installer: Author;
    readonly progress?: (done: number, total: number) => void;
    readonly signal?: AbortSignal;
  },
): Promise<readonly InstalledStep[]> {
  const steps = await previewPackage(archive, target);
  const installed: InstalledStep[] = [];
  for (const step of steps) {
    if (options.signal?.aborted === true) break;
    const outcome = changesSomething(step) ? await carryOut(archive, target, step, options.installer) : null;
    const refusal = outcome === null || outcome.ok ? null : outcome.error;
    const lacks =
      outcome?.ok === true && outcome.incomplete !== undefined ? { incomplete: outcome.incomplete } : {};
    installed.push({ ...step, refusal: refusal?.kind === 'Unchanged' ? null : refusal, ...lacks });
    options.progress?.(installed.length, steps.length);
  }
  return installed;
}

async function carryOut(
  archive: PagePackage,
  { pages }: PackageTarget,
  { instruction, page: name, detail }: PackageStep,
  installer: Author,
): Promise<PageOutcome<unknown> | null> {
  if (instruction.kind === 'print' || instruction.kind === 'unsupported') return null;
  const author: Author =
    instruction.author === '' ? installer : { ...installer, userId: '', writtenAs: instruction.author };
  const { comment } = instruction;
  switch (instruction.kind) {
    case 'addRevision': {
      const { text } = decodePageText(await archive.read(instruction.file));
      return pages.save({ name, text, author, comment, variables: null });
    }
    case 'addAttachment': {
      const content = await archive.read(instruction.file);
      return pages.attach({ name, fileName: detail, content, overwrite: true, author });
    }
    case 'removeAttachment':
      return pages.detach({ name, fileName: detail, author });
    case 'deletePage':
      return pages.delete({ name, author, comment });
    case 'renamePage':
      return pages.rename({ name, to: detail, author, comment, variables: null });
  }
}

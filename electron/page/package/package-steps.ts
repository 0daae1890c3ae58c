import { known, readFile } from '../../base/disk-reading.ts';
import { storedAttachmentName } from '../attachment-name.ts';
import { mostBytes } from '../page-folder.ts';
import { isNameTooLong, normalisePageName } from '../page-name.ts';
import type { PageStore } from '../page-store.ts';
import { decodePageText, textAsStored } from '../text.ts';
import type { PackageInstruction } from './package-script.ts';
import type { PagePackage } from './read-package.ts';

/** What one instruction does, or why it does nothing. */
export type PackageEffect =
  | 'create'
  | 'revise'
  | 'attach'
  | 'replace'
  | 'detach'
  | 'delete'
  | 'rename'
  | 'say'
  /** Everything is as the instruction wants it. */
  | 'same'
  /** Croft runs no such instruction. */
  | 'unsupported'
  /** No page or attachment to work on. */
  | 'missing'
  /** The new name of a page is taken. */
  | 'taken'
  | 'badName';

export interface PackageStep {
  readonly instruction: PackageInstruction;
  /** Name as this wiki writes it; empty where no page is concerned. */
  readonly page: string;
  /** The file of an attachment, the new name of a page, or the words of a message. */
  readonly detail: string;
  readonly effect: PackageEffect;
}

export interface PackageTarget {
  readonly pages: PageStore;
  readonly isGroup: (name: string) => boolean;
}

/** Whether carrying out a step writes anything. */
export const changesSomething = ({ effect }: PackageStep): boolean =>
  ['create', 'revise', 'attach', 'replace', 'detach', 'delete', 'rename'].includes(effect);

/** What installing would do, step by step, each seen after the ones before it. Writes nothing. */
export async function previewPackage(
  archive: PagePackage,
  target: PackageTarget,
): Promise<readonly PackageStep[]> {
  const wiki = new WikiToBe(target.pages);
  const steps: PackageStep[] = [];
  for (const instruction of archive.instructions)
    steps.push(await previewStep(archive, target, wiki, instruction));
  return steps;
}

async function previewStep(
  archive: PagePackage,
  { isGroup }: PackageTarget,
  wiki: WikiToBe,
  instruction: PackageInstruction,
): Promise<PackageStep> {
  if (instruction.kind === 'print') return { instruction, page: '', detail: instruction.text, effect: 'say' };
  if (instruction.kind === 'unsupported')
    return { instruction, page: '', detail: instruction.command, effect: 'unsupported' };
  const page = normalisePageName(instruction.page, isGroup);
  const step = (detail: string, effect: PackageEffect): PackageStep => ({
    ...{ instruction, page, detail },
    effect: page === '' || isNameTooLong(page) ? 'badName' : effect,
  });
  switch (instruction.kind) {
    case 'addRevision':
      return step('', wiki.write(page, decodePageText(await archive.read(instruction.file)).text));
    case 'addAttachment': {
      const fileName = storedAttachmentName(instruction.fileName);
      return step(fileName, await wiki.attach(page, fileName, await archive.read(instruction.file)));
    }
    case 'removeAttachment': {
      const fileName = storedAttachmentName(instruction.fileName);
      return step(fileName, wiki.detach(page, fileName));
    }
    case 'deletePage':
      return step('', wiki.delete(page));
    case 'renamePage': {
      const to = normalisePageName(instruction.to, isGroup);
      return step(to, to === '' || isNameTooLong(to) ? 'badName' : wiki.rename(page, to));
    }
  }
}

/** The wiki as the steps so far would leave it; only what they touch is kept. */
class WikiToBe {
  /** Text of a page; null: deleted or moved away. */
  private readonly texts = new Map<string, string | null>();
  private readonly files = new Map<string, Buffer | null>();

  constructor(private readonly pages: PageStore) {}

  private text(page: string): string | null {
    const known = this.texts.get(page);
    if (known !== undefined) return known;
    return this.pages.page(page).exists ? (this.pages.read(page)?.text ?? null) : null;
  }

  write(page: string, given: string): PackageEffect {
    const text = textAsStored(given);
    const before = this.text(page);
    if (before === text) return 'same';
    this.texts.set(page, text);
    return before === null ? 'create' : 'revise';
  }

  delete(page: string): PackageEffect {
    if (this.text(page) === null) return 'missing';
    this.texts.set(page, null);
    return 'delete';
  }

  rename(page: string, to: string): PackageEffect {
    const text = this.text(page);
    if (text === null) return 'missing';
    const isTaken =
      typeof this.texts.get(to) === 'string' ||
      this.pages.presence('data', to) !== 'none' ||
      this.pages.presence('underlay', to) !== 'none';
    if (isTaken) return 'taken';
    this.texts.set(page, null);
    this.texts.set(to, text);
    return 'rename';
  }

  private async file(page: string, fileName: string): Promise<Buffer | null> {
    const kept = this.files.get(`${page}\0${fileName}`);
    if (kept !== undefined) return kept;
    const there = this.pages.attachment(page, fileName);
    return there === null ? null : known(await readFile(there.path, mostBytes.packagedFile));
  }

  async attach(page: string, fileName: string, bytes: Buffer): Promise<PackageEffect> {
    const before = await this.file(page, fileName);
    if (before?.equals(bytes) === true) return 'same';
    this.files.set(`${page}\0${fileName}`, bytes);
    return before === null ? 'attach' : 'replace';
  }

  detach(page: string, fileName: string): PackageEffect {
    const known = this.files.get(`${page}\0${fileName}`);
    const isThere = known === undefined ? this.pages.attachment(page, fileName) !== null : known !== null;
    if (!isThere) return 'missing';
    this.files.set(`${page}\0${fileName}`, null);
    return 'detach';
  }
}

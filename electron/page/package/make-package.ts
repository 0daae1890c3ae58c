import { heard, toldElsewhere } from '../../base/guard.ts';
import { known, openPlainFile, UnreadableError } from '../../base/disk-reading.ts';
import type { FileHandle } from '../../base/file-system.ts';
import { Readable } from 'node:stream';
import { fileTypes } from '../../zip/format.ts';
import { ZipWriter } from '../../zip/writer.ts';
import type { EditLogEntry } from '../edit-log.ts';
import type { Attachment, PageStore } from '../page-store.ts';
import { encodePythonUtf8 } from '../python-utf8.ts';
import { formatPackageScript, scriptName, type PackageInstruction } from './package-script.ts';

export interface PackageWish {
  /** Pages in the order they shall be installed; those that don't exist are passed over. */
  readonly names: readonly string[];
  readonly withAttachments: boolean;
  /** Whom the script names as a page's author. */
  readonly authorOf: (entry: EditLogEntry) => Promise<string>;
  readonly nowSeconds: number;
}

export interface MadePackage {
  readonly pages: readonly string[];
  readonly attachments: number;
}

/** Writes a package of the current texts of pages into an open file, in a form that MoinMoin installs too. */
export async function makePackage(
  pages: PageStore,
  file: FileHandle,
  wish: PackageWish,
): Promise<MadePackage> {
  const zip = new ZipWriter(file);
  const instructions: PackageInstruction[] = [];
  const packed: string[] = [];
  let attachments = 0;
  const add = async (name: string, bytes: Buffer): Promise<void> => {
    const content = heard(Readable.from([bytes]), toldElsewhere);
    await zip.addStream(memberOf(name, wish.nowSeconds), content, bytes.length);
  };
  for (const name of wish.names) {
    const text = pages.page(name).exists ? pages.read(name) : null;
    if (text === null) continue;
    packed.push(name);
    const member = String(packed.length);
    await add(member, encodePythonUtf8(text.text));
    const entry = pages.revisionInfo(name);
    const author = entry === null ? '' : await wish.authorOf(entry);
    instructions.push({
      ...{ kind: 'addRevision', file: member, page: name, author },
      ...{ comment: entry?.comment ?? '', trivial: false },
    });
    if (!wish.withAttachments) continue;
    for (const [index, attachment] of pages.attachments(name).entries()) {
      const attached = `${member}_attachment_${index + 1}`;
      const content =
        attachment.sizeBytes === 0 ? heard(Readable.from([]), toldElsewhere) : await contentOf(attachment);
      await zip.addStream(memberOf(attached, wish.nowSeconds), content, attachment.sizeBytes);
      attachments += 1;
      instructions.push({
        ...{ kind: 'addAttachment', file: attached, fileName: attachment.fileName, page: name },
        ...{ author, comment: '' },
      });
    }
  }
  await add(scriptName, encodePythonUtf8(formatPackageScript(instructions)));
  await zip.finish('');
  return { pages: packed, attachments };
}

const memberOf = (name: string, modifiedSeconds: number) => ({
  name: Buffer.from(name),
  mode: fileTypes.file | 0o644,
  modifiedSeconds,
});

/** The file is closed with the stream. */
async function contentOf({ path, sizeBytes }: Attachment): Promise<Readable> {
  const file = known(await openPlainFile(path));
  if (file === null) throw new UnreadableError({ kind: 'unreadable', file: path, code: 'ENOENT' });
  return heard(file.createReadStream({ start: 0, end: sizeBytes - 1 }), toldElsewhere);
}

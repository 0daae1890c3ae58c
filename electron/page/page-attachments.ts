import path from 'node:path';
import { chmod, copyFile, rename } from '../base/file-system.ts';
import { writeFileAtomic } from '../base/atomic-write.ts';
import { isStorableAttachmentName, loggedAttachmentName, storedAttachmentName } from './attachment-name.ts';
import { fileMode, flushFile, flushFolder, makeFolder, removeIfThere } from '../base/disk-writing.ts';
import { temporaryBeside } from '../base/temporary-files.ts';
import { attachmentRevision } from './edit-log.ts';
import type { ChangeTools } from './page-changes.ts';
import { attachmentPath, pageFiles, statAttachment, type AttachmentFile } from './page-folder.ts';
import type {
  AttachRequest,
  Author,
  DetachRequest,
  Incomplete,
  MoveAttachmentRequest,
  PageOutcome,
  PageRefusal,
} from './page-types.ts';
import { refuse } from './page-writer.ts';

const denied = (author: Author, right: string, page: string): PageRefusal | null =>
  author.may(right, page) ? null : { kind: 'AccessDenied', right, page };

/** Stores a file with a page (spec/storage.md §11); the page need not exist. */
export function attachFile(tools: ChangeTools, request: AttachRequest): Promise<PageOutcome<AttachmentFile>> {
  const { name, author, overwrite = false } = request;
  const fileName = storedAttachmentName(request.fileName);
  const refusal = denied(author, 'write', name);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  if (!isStorableAttachmentName(fileName)) return Promise.resolve(refuse({ kind: 'EmptyName' }));
  return tools.writer.change([name], async () => {
    const before = currentAttachment(tools, name, fileName);
    if (before !== null) {
      if (!overwrite) return refuse({ kind: 'AttachmentExists', fileName });
      const mayNot = denied(author, 'delete', name);
      if (mayNot !== null) return refuse(mayNot);
    }
    const stored = await storeFile(tools, name, fileName, (file) => writeContent(file, request.content));
    const actions = before === null ? (['ATTNEW'] as const) : (['ATTDEL', 'ATTNEW'] as const);
    return storedAnswer(stored, await logAttachment(tools, name, author, actions, fileName));
  });
}

/** Removing what is not there is no error. */
export function detachFile(tools: ChangeTools, request: DetachRequest): Promise<PageOutcome<void>> {
  const { name, fileName, author } = request;
  const refusal = denied(author, 'delete', name);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  return tools.writer.change([name], async () => {
    if (currentAttachment(tools, name, fileName) !== null) {
      const folder = await tools.writer.localFolder(name);
      await removeIfThere(attachmentPath(folder, fileName) ?? '');
      return storedAnswer(undefined, await logAttachment(tools, name, author, ['ATTDEL'], fileName));
    }
    return { ok: true, value: undefined };
  });
}

/** Needs delete here and write there; an existing target is never replaced, not even by itself. */
export function moveAttachment(
  tools: ChangeTools,
  request: MoveAttachmentRequest,
): Promise<PageOutcome<AttachmentFile>> {
  const refusal = denied(request.author, 'delete', request.name);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  return transfer(tools, request, async (source, fileName) => {
    const { name, author, toPage } = request;
    const local = attachmentPath(await tools.writer.localFolder(name), source.fileName) ?? source.path;
    const stored = await storeFile(tools, toPage, fileName, async (file) => {
      await rename(local, file);
      await flushFolder(path.dirname(local));
    });
    const gone = await logAttachment(tools, name, author, ['ATTDEL'], source.fileName);
    const come = await logAttachment(tools, toPage, author, ['ATTNEW'], fileName);
    return storedAnswer(stored, gone ?? come);
  });
}

export function copyAttachment(
  tools: ChangeTools,
  request: MoveAttachmentRequest,
): Promise<PageOutcome<AttachmentFile>> {
  return transfer(tools, request, async (source, fileName) => {
    const { author, toPage } = request;
    const stored = await storeFile(tools, toPage, fileName, (file) =>
      writeContent(file, { path: source.path }),
    );
    return storedAnswer(stored, await logAttachment(tools, toPage, author, ['ATTNEW'], fileName));
  });
}

function transfer(
  tools: ChangeTools,
  request: MoveAttachmentRequest,
  carryOut: (source: AttachmentFile, fileName: string) => Promise<PageOutcome<AttachmentFile>>,
): Promise<PageOutcome<AttachmentFile>> {
  const { name, toPage, author } = request;
  const fileName = storedAttachmentName(request.toFileName);
  const refusal = denied(author, 'write', toPage);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  if (!isStorableAttachmentName(fileName)) return Promise.resolve(refuse({ kind: 'EmptyName' }));
  return tools.writer.change(Array.from(new Set([name, toPage])), async () => {
    const source = currentAttachment(tools, name, request.fileName);
    if (source === null) return refuse({ kind: 'NoSuchAttachment', fileName: request.fileName });
    if (currentAttachment(tools, toPage, fileName) !== null)
      return refuse({ kind: 'AttachmentExists', fileName });
    return carryOut(source, fileName);
  });
}

/** The attachment as readers see it: of the layer that the page comes from. */
function currentAttachment({ reader }: ChangeTools, name: string, fileName: string): AttachmentFile | null {
  const folder = reader.folderOf(reader.page(name));
  return folder === null ? null : statAttachment(folder, fileName);
}

async function storeFile(
  { writer }: ChangeTools,
  name: string,
  fileName: string,
  put: (file: string) => Promise<void>,
): Promise<AttachmentFile> {
  const folder = await writer.localFolder(name);
  const file = attachmentPath(folder, fileName);
  if (file === null) throw new Error('an attachment name that was checked leaves its folder');
  await makeFolder(path.join(folder, pageFiles.attachments));
  await put(file);
  await flushFolder(path.dirname(file));
  const stored = statAttachment(folder, fileName);
  if (stored === null) throw new Error(`the attachment ${fileName} vanished while it was stored`);
  return stored;
}

/** Uploads are copied beside their target first, so that nobody sees a part of one. */
async function writeContent(file: string, content: AttachRequest['content']): Promise<void> {
  if (content instanceof Uint8Array) return writeFileAtomic(file, content, { mode: fileMode });
  const temporary = temporaryBeside(file);
  try {
    await copyFile(content.path, temporary);
    await chmod(temporary, fileMode);
    await flushFile(temporary);
    await rename(temporary, file);
  } catch (error) {
    await removeIfThere(temporary);
    throw error;
  }
}

const storedAnswer = <T>(value: T, incomplete: Incomplete | null): PageOutcome<T> => ({
  ok: true,
  value,
  ...(incomplete === null ? {} : { incomplete }),
});

/** After the files themselves: who sees a line finds what it tells of. */
async function logAttachment(
  { reader, writer, options }: ChangeTools,
  page: string,
  author: Author,
  actions: readonly ('ATTNEW' | 'ATTDEL')[],
  fileName: string,
): Promise<Incomplete | null> {
  const lines = actions.map((action) =>
    writer.logLine(author, {
      timeMicroseconds: options.nowMicroseconds(),
      revision: attachmentRevision,
      action,
      page,
      extra: loggedAttachmentName(fileName),
    }),
  );
  const incomplete = await writer.logStored(await writer.localFolder(page), lines);
  reader.forget([page]);
  return incomplete;
}

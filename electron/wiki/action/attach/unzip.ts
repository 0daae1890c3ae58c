import type { FileHandle } from '../../../base/file-system.ts';
import { openMember, readMembers, ZipError, type StoredMember } from '../../../zip/reader.ts';
import { cleanAttachmentName, storedAttachmentName } from '../../../page/attachment-name.ts';
import type { Attachment } from '../../../page/page-store.ts';
import type { Answer } from '../../answer.ts';
import { authorOf } from '../../author.ts';
import { may, type RequestContext } from '../../context.ts';
import { html } from '../../html.ts';
import { message } from '../../message.ts';
import type { Message } from '../../theme/frame.ts';
import { attachmentList } from './list.ts';
import { askFirst, isOnlyLink, refuseAttachAction, ticketRefused } from './refuse.ts';
import { hasGoodTicket } from '../../tickets.ts';
import { goneMessage, missingAttachment, openTarget, targetOf } from './target.ts';

/** Unpacks an attached zip file: its files become attachments of the page, by their names without folders. */
export async function unzip(context: RequestContext): Promise<Answer> {
  if (!['read', 'write', 'delete'].every((right) => may(context, right)))
    return refuseAttachAction(context, 'unzip');
  if (!isOnlyLink(context) && !hasGoodTicket(context)) return ticketRefused(context, 'unzip');
  const target = targetOf(context);
  if ('kind' in target) return missingAttachment(context, target);
  if (isOnlyLink(context))
    return askFirst(context, {
      do: 'unzip',
      target: target.fileName,
      question: context.texts.text('attach.askUnzip', { file: target.fileName }),
      button: context.texts.text('attach.unzip'),
    });
  const file = await openTarget(target);
  if (file === null) return missingAttachment(context, goneMessage(context, target));
  try {
    const members = (await readMembers(file)).filter(({ name }) => name.at(-1) !== 0x2f);
    const problem = tooMuch(context, target, members);
    return attachmentList(context, { messages: [problem ?? (await unpack(context, file, target, members))] });
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return attachmentList(context, { messages: [failure(context, 'unzip.damaged', target)] });
  } finally {
    await file.close();
  }
}

const failure = (
  { texts }: RequestContext,
  id: 'unzip.damaged' | 'unzip.tooMuch',
  target: Attachment,
): Message => message('unzip-failed', 'error', texts.text(id, { file: target.fileName }));

/** The limits of the wiki's configuration (`unzip_*`), looked at before anything is unpacked. */
function tooMuch(
  context: RequestContext,
  target: Attachment,
  members: readonly StoredMember[],
): Message | null {
  const { settings, state, pageName } = context;
  const there = state.pages.attachments(pageName);
  const space = [...there.map(({ sizeBytes }) => sizeBytes), ...members.map(({ bytes }) => bytes)];
  const isTooMuch =
    there.length + members.length > settings.unzipAttachmentsCount ||
    space.reduce((sum, bytes) => sum + bytes, 0) > settings.unzipAttachmentsSpaceBytes ||
    members.some(({ bytes }) => bytes > settings.unzipSingleFileSizeBytes);
  return isTooMuch ? failure(context, 'unzip.tooMuch', target) : null;
}

async function unpack(
  context: RequestContext,
  file: FileHandle,
  target: Attachment,
  members: readonly StoredMember[],
): Promise<Message> {
  const { state, pageName, texts } = context;
  const kept: string[] = [];
  let count = 0;
  for (const member of members) {
    const given = member.name.toString('utf8').split(/[\\/]/).at(-1) ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of await openMember(file, member)) chunks.push(Buffer.from(chunk as Uint8Array));
    const fileName = storedAttachmentName(cleanAttachmentName(given));
    const content = Buffer.concat(chunks);
    const attached = await state.pages.attach({
      ...{ name: pageName, fileName, content, author: authorOf(context) },
    });
    if (attached.ok) count += 1;
    else kept.push(fileName);
  }
  const done = texts.text('unzip.done', { file: target.fileName, count });
  const passed = kept.length === 0 ? '' : ` ${texts.text('unzip.passed', { files: kept.join(', ') })}`;
  return message('unzipped', 'dialog', html`<p>${done}${passed}</p>`);
}

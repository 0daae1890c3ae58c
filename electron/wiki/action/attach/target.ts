import { known, openPlainFile } from '../../../base/disk-reading.ts';
import type { FileHandle } from '../../../base/file-system.ts';
import type { Attachment } from '../../../page/page-store.ts';
import type { Answer } from '../../answer.ts';
import type { RequestContext } from '../../context.ts';
import { message } from '../../message.ts';
import { viewPage } from '../../page-view.ts';
import type { Message } from '../../theme/frame.ts';

/** The attachment that `target` names, or why there is none. */
export function targetOf(context: RequestContext): Attachment | Message {
  const { parameters, state, pageName, texts } = context;
  const name = parameters.text('target').trim();
  if (name === '') return message('attachment-unnamed', 'error', texts.text('attach.noName'));
  const found = state.pages.attachment(pageName, name);
  return found ?? message('attachment-missing', 'error', texts.text('attach.missing', { file: name }));
}

/** The bytes of that attachment, open; null when it went away meanwhile. What can't be read is thrown, and so 503. */
export const openTarget = async (target: Attachment): Promise<FileHandle | null> =>
  known(await openPlainFile(target.path));

export const goneMessage = ({ texts }: RequestContext, { fileName }: Attachment): Message =>
  message('attachment-missing', 'error', texts.text('attach.missing', { file: fileName }));

/** The page with the reason, as 404. */
export async function missingAttachment(context: RequestContext, reason: Message): Promise<Answer> {
  const answer = await viewPage(context, { messages: [reason] });
  return { ...answer, status: 404 };
}

import { groupNameTest } from '../../../user/names.ts';
import { normalisePageName } from '../../../page/page-name.ts';
import type { Answer } from '../../answer.ts';
import { authorOf } from '../../author.ts';
import { hereUrl, may, type RequestContext } from '../../context.ts';
import { html } from '../../html.ts';
import { message } from '../../message.ts';
import { tellSubscribers } from '../../notify/tell.ts';
import { viewPage } from '../../page-view.ts';
import { textchaProblem } from '../../textcha.ts';
import { hasGoodTicket } from '../../tickets.ts';
import type { Message } from '../../theme/frame.ts';
import { incompleteMessages, refusalMessage } from '../edit/save-problem.ts';
import { attachmentList } from './list.ts';
import { askFirst, isOnlyLink, refuseAttachAction, ticketRefused } from './refuse.ts';
import { missingAttachment, targetOf } from './target.ts';

const told = (context: RequestContext, kind: string, text: string, more: readonly Message[] = []): Answer =>
  attachmentList(context, { messages: [message(kind, 'dialog', html`<p>${text}</p>`), ...more] });

export async function upload(context: RequestContext): Promise<Answer> {
  const { parameters, request, state, pageName, texts } = context;
  const overwrite = parameters.integer('overwrite') === 1;
  if (!may(context, 'write') || (overwrite && !may(context, 'delete')))
    return refuseAttachAction(context, 'upload');
  if (request.method !== 'POST' || !hasGoodTicket(context)) return ticketRefused(context, 'upload');
  const unanswered = textchaProblem(context);
  if (unanswered !== null) return attachmentList(context, { messages: [unanswered] });
  const file = parameters.file('file');
  if (file === null || (file.bytes.length === 0 && file.name === ''))
    return told(context, 'attachment-empty', texts.text('attach.noFile'));
  const wanted = parameters.text('target').trim();
  const fileName = wanted === '' ? file.name : wanted;
  const attached = await state.pages.attach({
    name: pageName,
    fileName,
    content: file.bytes,
    overwrite,
    author: authorOf(context),
  });
  if (!attached.ok)
    return attached.error.kind === 'AttachmentExists'
      ? told(context, 'attachment-exists', texts.text('attach.exists', { target: attached.error.fileName }))
      : attachmentList(context, { messages: [refusalMessage(context, attached.error)] });
  const values = { target: attached.value.fileName, file: file.name, bytes: file.bytes.length };
  const mails = await tellSubscribers(context, {
    kind: 'attached',
    page: pageName,
    file: attached.value.fileName,
    bytes: file.bytes.length,
  });
  return told(context, 'attachment-saved', texts.text('attach.saved', values), [
    ...incompleteMessages(context, attached),
    ...mails,
  ]);
}

export async function remove(context: RequestContext): Promise<Answer> {
  const { state, pageName, texts } = context;
  if (!may(context, 'delete')) return refuseAttachAction(context, 'del');
  if (!isOnlyLink(context) && !hasGoodTicket(context)) return ticketRefused(context, 'del');
  const target = targetOf(context);
  if ('kind' in target) return missingAttachment(context, target);
  if (isOnlyLink(context))
    return askFirst(context, {
      do: 'del',
      target: target.fileName,
      question: texts.text('attach.askDelete', { file: target.fileName }),
      button: texts.text('attach.multi.remove'),
    });
  const removed = await state.pages.detach({
    name: pageName,
    fileName: target.fileName,
    author: authorOf(context),
  });
  if (!removed.ok) return attachmentList(context, { messages: [refusalMessage(context, removed.error)] });
  const mails = await tellRemoved(context, target);
  return told(context, 'attachment-deleted', texts.text('attach.deleted', { file: target.fileName }), [
    ...incompleteMessages(context, removed),
    ...mails,
  ]);
}

const tellRemoved = (
  context: RequestContext,
  { fileName, sizeBytes }: { readonly fileName: string; readonly sizeBytes: number },
): Promise<readonly Message[]> =>
  tellSubscribers(context, { kind: 'detached', page: context.pageName, file: fileName, bytes: sizeBytes });

export async function askMove(context: RequestContext): Promise<Answer> {
  const { pageName, texts } = context;
  if (!may(context, 'delete')) return refuseAttachAction(context, 'move');
  const target = targetOf(context);
  if ('kind' in target) return missingAttachment(context, target);
  const form = html`<form action="${hereUrl(context)}" method="post"><div>
<input type="hidden" name="action" value="AttachFile"><input type="hidden" name="do" value="attachment_move"><input type="hidden" name="ticket" value="${context.ticket(pageName, 'AttachFile')}">
<p class="field"><label for="attach-page">${texts.text('attach.newPage')}</label> <input id="attach-page" type="text" name="newpagename" value="${pageName}" size="60"></p>
<p class="field"><label for="attach-name">${texts.text('attach.newName')}</label> <input id="attach-name" type="text" name="newattachmentname" value="${target.fileName}" size="60"></p>
<input type="hidden" name="oldattachmentname" value="${target.fileName}">
<p class="buttons"><input type="submit" name="move" value="${texts.text('attach.move')}"> <input type="submit" name="cancel" value="${texts.text('dialog.cancel')}"></p>
</div></form>`;
  return viewPage(context, { messages: [message('move-form', 'dialog', form)] });
}

const pageNamed = ({ settings }: RequestContext, text: string): string =>
  normalisePageName(text, groupNameTest(settings.pageGroupRegex));

export async function move(context: RequestContext): Promise<Answer> {
  const { parameters, request, pageName, texts } = context;
  if (parameters.has('cancel')) return attachmentList(context);
  if (!may(context, 'delete')) return refuseAttachAction(context, 'move');
  if (request.method !== 'POST' || !parameters.has('move') || !hasGoodTicket(context))
    return ticketRefused(context, 'move');
  const toPage = pageNamed(context, parameters.text('newpagename'));
  const fileName = parameters.text('oldattachmentname');
  const toFileName = parameters.text('newattachmentname').trim();
  if (toFileName === '' || (toPage === pageName && toFileName === fileName))
    return told(context, 'nothing-changed', texts.text('attach.nothingChanged'));
  return attachmentList(context, {
    messages: await transfer(context, 'move', { fileName, toPage, toFileName }),
  });
}

async function transfer(
  context: RequestContext,
  how: 'move' | 'copy',
  to: { readonly fileName: string; readonly toPage: string; readonly toFileName: string },
): Promise<readonly Message[]> {
  const { state, pageName, texts } = context;
  if (!state.pages.exists(to.toPage) || !may(context, 'write', to.toPage))
    return [message('page-missing', 'error', texts.text('attach.pageMissing', { page: to.toPage }))];
  const request = { name: pageName, ...to, author: authorOf(context) };
  const done =
    how === 'move' ? await state.pages.moveAttachment(request) : await state.pages.copyAttachment(request);
  if (!done.ok) return [refusalMessage(context, done.error)];
  const { fileName, sizeBytes } = done.value;
  const more = [
    ...incompleteMessages(context, done),
    ...(how === 'move' ? await tellRemoved(context, { fileName: to.fileName, sizeBytes }) : []),
    ...(await tellSubscribers(context, {
      kind: 'attached',
      page: to.toPage,
      file: fileName,
      bytes: sizeBytes,
    })),
  ];
  const values = { from: `${pageName}/${to.fileName}`, to: `${to.toPage}/${done.value.fileName}` };
  const sentence = html`<p>${texts.text(how === 'move' ? 'attach.moved' : 'attach.copied', values)}</p>`;
  return [message(`attachment-${how === 'move' ? 'moved' : 'copied'}`, 'dialog', sentence), ...more];
}

/** Deletes, moves or copies the files that were ticked. */
export async function applyToMany(context: RequestContext): Promise<Answer> {
  const { parameters, request, state, pageName, texts } = context;
  if (request.method !== 'POST' || !hasGoodTicket(context)) return ticketRefused(context, 'multifile');
  const what = parameters.text('multifile');
  const files = parameters.all('fn');
  if (what !== 'cp' && !may(context, 'delete')) return refuseAttachAction(context, what);
  const messages: Message[] = [];
  const toPage = pageNamed(context, parameters.text('multi_dest_pagename'));
  for (const fileName of files) {
    if (what === 'rm') {
      const before = state.pages.attachment(pageName, fileName);
      const removed = await state.pages.detach({ name: pageName, fileName, author: authorOf(context) });
      if (!removed.ok) {
        messages.push(refusalMessage(context, removed.error));
        continue;
      }
      const sentence = html`<p>${texts.text('attach.deleted', { file: fileName })}</p>`;
      messages.push(message('attachment-deleted', 'dialog', sentence));
      messages.push(...incompleteMessages(context, removed));
      if (before !== null) messages.push(...(await tellRemoved(context, before)));
    } else if (what === 'mv' || what === 'cp')
      messages.push(
        ...(await transfer(context, what === 'mv' ? 'move' : 'copy', {
          fileName,
          toPage,
          toFileName: fileName,
        })),
      );
  }
  return attachmentList(context, { messages });
}

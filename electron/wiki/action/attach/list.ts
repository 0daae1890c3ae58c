import { known, readFile } from '../../../base/disk-reading.ts';
import type { Attachment } from '../../../page/page-store.ts';
import { isBrowserImage, mimeTypeOf, parserForFile } from '../../../markup/mime-types.ts';
import type { Answer } from '../../answer.ts';
import { formatDateTime, hereUrl, isSuperuserHere, may, type RequestContext } from '../../context.ts';
import { attributes, html, joinHtml, noHtml, type Html } from '../../html.ts';
import { utf8OrLatin1 } from '../../../../shared/python/utf8.ts';
import { actionPage } from '../../page-view.ts';
import { renderPageText } from '../../render-text.ts';
import { textchaField } from '../../textcha.ts';
import type { Message } from '../../theme/frame.ts';
import { missingAttachment, targetOf } from './target.ts';
import { zipListing } from './zip-listing.ts';

/** Upload form and list. */
export function attachmentList(
  context: RequestContext,
  options: { readonly messages?: readonly Message[]; readonly target?: string } = {},
): Answer {
  const { texts, pageName, parameters } = context;
  const target = options.target ?? parameters.text('target');
  return actionPage(context, {
    title: texts.text('attach.title', { page: pageName }),
    content: html`${uploadForm(context, target)}${fileList(context)}`,
    messages: options.messages ?? [],
    editBarAlways: true,
  });
}

function uploadForm(context: RequestContext, target: string): Html {
  if (!may(context, 'write')) return noHtml;
  const { texts, pageName } = context;
  return html`<h2>${texts.text('attach.newTitle')}</h2>
<form action="${hereUrl(context)}" method="post" enctype="multipart/form-data"><div class="userpref">
<p class="field"><label for="attach-file">${texts.text('attach.file')}</label> <input id="attach-file" type="file" name="file" size="50"></p>
<p class="field"><label for="attach-target">${texts.text('attach.rename')}</label> <input id="attach-target" type="text" name="target" size="50" value="${target}"></p>
<p><label><input${attributes({ type: 'checkbox', name: 'overwrite', value: '1', checked: context.parameters.integer('overwrite') === 1 })}> ${texts.text('attach.overwrite')}</label></p>
<input type="hidden" name="action" value="AttachFile"><input type="hidden" name="do" value="upload"><input type="hidden" name="ticket" value="${context.ticket(pageName, 'AttachFile')}">
${textchaField(context)}<p><input type="submit" value="${texts.text('attach.upload')}"></p>
</div></form>`;
}

function fileList(context: RequestContext): Html {
  const { state, texts, pageName } = context;
  const files = state.pages.attachments(pageName);
  if (files.length === 0)
    return html`<h2>${texts.text('attach.listTitle')}</h2><p>${texts.text('attach.none')}</p>`;
  return html`<h2>${texts.text('attach.listTitle')}</h2>
<p>${texts.html('attach.howto', { markup: html`<strong>attachment:filename</strong>` })}</p>
<form method="post" action="${hereUrl(context)}"><div>
<input type="hidden" name="action" value="AttachFile"><input type="hidden" name="do" value="multifile"><input type="hidden" name="ticket" value="${context.ticket(pageName, 'AttachFile')}">
<ul>${files.map((file) => fileItem(context, file))}</ul>
${manyFields(context)}</div></form>`;
}

function fileItem(context: RequestContext, file: Attachment): Html {
  const { texts, pageName } = context;
  const link = (what: string, label: string, ticket = false): Html => {
    const query = {
      action: 'AttachFile',
      do: what,
      target: file.fileName,
      ...(ticket ? { ticket: context.ticket(pageName, 'AttachFile') } : {}),
    };
    return html`<a href="${hereUrl(context, query)}" rel="nofollow">${label}</a>`;
  };
  const links = [
    ...(may(context, 'delete')
      ? [link('del', texts.text('info.del'), true), link('move', texts.text('attach.move').toLowerCase())]
      : []),
    link('get', texts.text('info.get')),
    link('view', texts.text('info.view')),
    ...(isZip(file.fileName) && ['write', 'delete'].every((right) => may(context, right))
      ? [link('unzip', texts.text('attach.unzip'), true)]
      : []),
    ...(isZip(file.fileName) && isSuperuserHere(context)
      ? [link('install', texts.text('attach.install'))]
      : []),
  ];
  const date = formatDateTime(context, file.modifiedMicroseconds / 1e6);
  const size = (file.sizeBytes / 1024).toFixed(1);
  return html`<li><input${attributes({ type: 'checkbox', name: 'fn', value: file.fileName, 'aria-label': file.fileName })}> [${joinHtml(links, ' | ')}] (${date}, ${size} KB) attachment:<strong>${file.fileName}</strong></li>\n`;
}

const isZip = (fileName: string): boolean => /\.zip$/i.test(fileName);

function manyFields({ texts, pageName }: RequestContext): Html {
  const choice = (value: string, label: string): Html =>
    html`<label><input type="radio" name="multifile" value="${value}"> ${label}</label> `;
  return html`<p>${texts.text('attach.multi.select')} ${choice('rm', texts.text('attach.multi.remove'))}${choice('mv', texts.text('attach.multi.move'))}${choice('cp', texts.text('attach.multi.copy'))}
<input type="text" name="multi_dest_pagename" value="${pageName}" aria-label="${texts.text('attach.multi.target')}"> <input type="submit" value="${texts.text('attach.multi.apply')}"></p>`;
}

/** Longer texts are only offered for download. */
const longestShownBytes = 1024 * 1024;

/** One attachment as it is: image, text, media, else a link. */
export async function viewAttachment(context: RequestContext): Promise<Answer> {
  const target = targetOf(context);
  if ('kind' in target) return missingAttachment(context, target);
  const { texts, pageName } = context;
  const get = hereUrl(context, { action: 'AttachFile', do: 'get', target: target.fileName });
  const downloadLink = html`<p><a class="download" href="${get}">${texts.text('attach.downloadLink')}</a></p>`;
  return actionPage(context, {
    title: texts.text('attach.viewTitle', { file: target.fileName, page: pageName }),
    content: html`${downloadLink}${await shown(context, target, get)}${uploadForm(context, target.fileName)}${fileList(context)}`,
  });
}

async function shown(context: RequestContext, target: Attachment, get: string): Promise<Html> {
  const type = mimeTypeOf(target.fileName);
  if (isBrowserImage(type)) return html`<p><img src="${get}" alt="${target.fileName}"></p>`;
  if (type.startsWith('video/')) return html`<p><video controls src="${get}"></video></p>`;
  if (type.startsWith('audio/')) return html`<p><audio controls src="${get}"></audio></p>`;
  if (isZip(target.fileName)) return zipListing(context, target);
  if (!type.startsWith('text/') || target.sizeBytes > longestShownBytes) return noHtml;
  const bytes = known(await readFile(target.path, longestShownBytes));
  if (bytes === null) return noHtml;
  const text = utf8OrLatin1(bytes);
  if (type === 'text/html') return html`<pre>${text}</pre>`;
  const { name, args } = parserForFile(target.fileName);
  const header = `#format ${`${name} ${args}`.trim()}\n`;
  const rendered = await renderPageText(context, context.pageName, `${header}${text}`);
  return rendered.content.html;
}

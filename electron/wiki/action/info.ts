import { createHash } from 'node:crypto';
import type { EditLogEntry } from '../../page/edit-log.ts';
import type { Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { formatDateTime, hereUrl, may, urlOf, type RequestContext } from '../context.ts';
import { attributes, html, joinHtml, noHtml, type Html } from '../html.ts';
import { editorName } from '../editor-name.ts';
import { subscribersOf } from '../notify/recipients.ts';
import { actionPage, deniedPage } from '../page-view.ts';
import { renderPageText } from '../render-text.ts';
import { hitsTable } from './info/hits.ts';
import { countLinks, pager } from './info/pager.ts';

/** History, general facts, statistics of a page (spec/actions.md §5.1). */
export const info: Action = {
  name: 'info',
  async run(context) {
    if (!may(context, 'read')) return deniedPage(context);
    const { parameters, texts, pageName } = context;
    const body =
      parameters.integer('general') === 1
        ? await generalFacts(context)
        : parameters.integer('hitcounts') === 1
          ? hitsTable(context)
          : await history(context);
    return page(context, texts.text('info.title', { page: pageName }), body);
  },
};

function page(context: RequestContext, title: string, body: Html): Answer {
  const { texts, state, pageName } = context;
  const missing = state.pages.mayExist(pageName) ? null : 'nonexistent';
  const view = (name: string, query: Record<string, number>): Html =>
    html`<a${attributes({ class: missing, href: hereUrl(context, { action: 'info', ...query }), rel: 'nofollow' })}>${texts.text('info.show', { view: name })}</a>`;
  const links = [
    view(texts.text('info.history'), {}),
    view(texts.text('info.general'), { general: 1 }),
    view(texts.text('info.hits'), { hitcounts: 1 }),
  ];
  const content = html`<p>${joinHtml(
    links.map((link) => html`[${link}]`),
    ' ',
  )}</p>${body}`;
  return actionPage(context, { title, content, editBarAlways: true });
}

async function generalFacts(context: RequestContext): Promise<Html> {
  const { state, pageName, texts } = context;
  const stored = state.pages.exists(pageName) ? state.pages.read(pageName) : null;
  if (stored === null) return html`<p>${texts.text('info.noPage')}</p>`;
  const digest = createHash('sha1').update(stored.text, 'utf8').digest('hex').toUpperCase();
  const attachments = state.pages.attachments(pageName);
  const { links } = await renderPageText(context, pageName, stored.text);
  const subscribers = may(context, 'admin')
    ? (await subscribersOf(context, pageName)).map(({ name }) => name)
    : [];
  return html`<h2>${texts.text('info.general')}</h2>
<p>${texts.text('info.sizeCharacters', { count: Array.from(stored.text).length })}</p>
<p>${texts.text('info.sha', { digest })}</p>
<p>${texts.text('info.attachments')} <a href="${hereUrl(context, { action: 'AttachFile' })}">${attachments.length}</a></p>
${subscribers.length === 0 ? noHtml : html`<p>${texts.text('info.subscribers')} ${subscribers.join(', ')}</p>`}
${
  links.length === 0
    ? noHtml
    : html`<p>${texts.text('info.links')} ${joinHtml(
        links.map(
          (name) =>
            html`<a${attributes({ class: state.pages.mayExist(name) ? null : 'nonexistent', href: urlOf(context, name) })}>${name}</a>`,
        ),
        ', ',
      )}</p>`
}`;
}

const attachmentRevision = '99999999';
const isAttachmentLine = ({ revision }: EditLogEntry): boolean => revision === attachmentRevision;

async function history(context: RequestContext): Promise<Html> {
  const { parameters, settings, state, pageName, texts } = context;
  const lines = state.pages.history(pageName).toReversed();
  if (lines.length === 0) return html`<p>${texts.text('info.none')}</p>`;
  const [standard = 100, most = 200] = settings.historyCount;
  const count = Math.min(Math.max(1, parameters.integer('max_count') ?? standard), most);
  const offset = Math.min(Math.max(0, parameters.integer('offset') ?? 0), Math.max(0, lines.length - 1));
  const shown = lines.slice(offset, offset + count);
  const numbers = lines.filter((line) => !isAttachmentLine(line)).map(({ revision }) => Number(revision));
  const rows: Html[] = [];
  for (const line of shown) rows.push(await historyRow(context, line, numbers));
  const pages = settings.historyPaging ? pager(context, { lines, count, offset }) : noHtml;
  const head = [
    ...([
      'info.number',
      'info.date',
      'info.size',
      'info.diff',
      'info.editor',
      'info.comment',
      'info.action',
    ] as const),
  ];
  return html`<h2>${texts.text('info.history')}</h2>${countLinks(context, { count, offset })}${pages}
<form name="dbw.form" method="get" action="${hereUrl(context)}"><input type="hidden" name="action" value="diff">
<table id="dbw.table" class="dbw table"><thead><tr>${head.map((id) =>
    id === 'info.diff'
      ? html`<th><input type="submit" value="${texts.text(id)}"></th>`
      : html`<th>${texts.text(id)}</th>`,
  )}</tr></thead><tbody>${rows}</tbody></table></form>${pages}`;
}

async function historyRow(
  context: RequestContext,
  line: EditLogEntry,
  numbers: readonly number[],
): Promise<Html> {
  const cells = isAttachmentLine(line)
    ? attachmentCells(context, line)
    : revisionCells(context, line, numbers);
  const cell = (content: Html | string | number): Html => html`<td>${content}</td>`;
  return html`<tr>${cell(cells.number)}${cell(formatDateTime(context, line.timeMicroseconds / 1e6))}${cell(cells.size)}${cell(cells.diff)}${cell(await editorName(context, line))}${cell(cells.comment)}${cell(cells.actions)}</tr>\n`;
}

interface Cells {
  readonly number: string | number;
  readonly size: string | number;
  readonly diff: Html | string;
  readonly comment: Html | string;
  readonly actions: Html | string;
}

function revisionCells(context: RequestContext, line: EditLogEntry, numbers: readonly number[]): Cells {
  const { state, pageName, texts } = context;
  const revision = Number(line.revision);
  const missing = state.pages.mayExist(pageName) ? null : 'nonexistent';
  const link = (query: Record<string, string | number>, label: string): Html =>
    html`<a${attributes({ class: missing, href: hereUrl(context, query), rel: 'nofollow' })}>${label}</a>`;
  const radio = (name: string, checked: boolean): Html =>
    html`<input${attributes({ type: 'radio', name, value: revision, checked, 'aria-label': `${name} ${String(revision)}` })}>`;
  const compare = html`${radio('rev1', revision === numbers[1])}${radio('rev2', revision === numbers[0])}`;
  const previous =
    revision > 1
      ? html` ${link({ action: 'diff', rev1: revision - 1, rev2: revision }, texts.text('info.toPrevious'))}`
      : noHtml;
  const stored = state.pages.read(pageName, revision);
  return {
    number: revision,
    size: stored?.sizeBytes ?? 0,
    diff: html`${compare}${previous}`,
    comment: revisionComment(context, line),
    actions: link({ action: 'recall', rev: revision }, texts.text('info.view')),
  };
}

/** The reference tells of a revert or a rename only where the person gave no comment. */
function revisionComment({ texts, settings }: RequestContext, line: EditLogEntry): string {
  if (settings.compatibility === 'strict' && line.comment !== '') return line.comment;
  if (line.action === 'SAVE/REVERT')
    return `${texts.text('info.revertTo', { revision: Number(line.extra) })} ${line.comment}`.trim();
  if (line.action === 'SAVE/RENAME')
    return `${texts.text('info.renamedFrom', { page: line.extra })} ${line.comment}`.trim();
  return line.comment;
}

function attachmentCells(context: RequestContext, line: EditLogEntry): Cells {
  const { state, pageName, texts } = context;
  const fileName = decodeExtra(line.extra);
  const attachment = state.pages.attachment(pageName, fileName);
  const link = (what: string, label: string, more: Record<string, string> = {}): Html =>
    html`<a href="${hereUrl(context, { action: 'AttachFile', do: what, target: fileName, ...more })}" rel="nofollow">${label}</a>`;
  const offered =
    attachment === null || line.action === 'ATTDEL'
      ? []
      : [
          link('view', texts.text('info.view')),
          link('get', texts.text('info.get')),
          ...(may(context, 'delete')
            ? [link('del', texts.text('info.del'), { ticket: context.ticket(pageName, 'AttachFile') })]
            : []),
        ];
  return {
    number: '-',
    size: line.action === 'ATTDEL' ? 0 : (attachment?.sizeBytes ?? 0),
    diff: '-',
    comment: `${line.action}: ${fileName} ${line.comment}`.trim(),
    actions: joinHtml(offered, ' '),
  };
}

/** File names stand percent-encoded in the log. */
function decodeExtra(extra: string): string {
  try {
    return decodeURIComponent(extra);
  } catch (error) {
    if (error instanceof URIError) return extra;
    throw error;
  }
}

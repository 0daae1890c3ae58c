import type { EditLogEntry } from '../../page/edit-log.ts';
import { diffLines } from '../../page/diff/line-diff.ts';
import { remarkOf, remarkText } from '../../page/recent-changes.ts';
import { pythonRegex } from '../../config/regex/python-regex.ts';
import { textAnswer, type Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { absoluteUrl, hereUrl, maySee, urlOf, type RequestContext } from '../context.ts';
import { isKnown } from '../conditional.ts';
import { accountOfEditor } from '../editor-name.ts';
import { httpDate } from '../header-text.ts';
import { escapeHtml } from '../html.ts';

/** Recent changes as RSS 1.0 (spec/actions.md §9.2). */
export const rss: Action = {
  name: 'rss_rc',
  async run(context) {
    const options = readOptions(context);
    const changes = chosenChanges(context, options);
    const newest = Math.floor((changes[0]?.timeMicroseconds ?? context.nowSeconds * 1e6) / 1e6);
    const flag = (value: boolean): number => (value ? 1 : 0);
    const etag = [
      newest,
      options.items,
      flag(options.diffs),
      flag(options.links),
      flag(options.unique),
      options.lines,
      flag(options.attachments),
    ].join('-');
    if (isKnown(context.request, { tag: etag, modifiedSeconds: newest }))
      return { status: 304, headers: [['Etag', etag]], body: '', endsSession: 'finalize' };
    return feed(context, await itemsOf(context, changes, options), etag, newest);
  },
};

interface FeedOptions {
  readonly items: number;
  readonly unique: boolean;
  readonly diffs: boolean;
  /** Links go to the difference. */
  readonly links: boolean;
  readonly lines: number;
  readonly attachments: boolean;
  readonly page: string;
}

function readOptions({ parameters, settings }: RequestContext): FeedOptions {
  const on = (name: string): boolean => (parameters.integer(name) ?? 0) !== 0;
  const items = parameters.integer('items') ?? settings.rssItemsDefault;
  return {
    items: Math.max(0, Math.min(items, settings.rssItemsLimit)),
    unique: on('unique'),
    diffs: on('diffs'),
    links: on('ddiffs'),
    lines: Math.max(0, Math.min(parameters.integer('lines') ?? 20, 500)),
    attachments: on('show_att'),
    page: parameters.text('page'),
  };
}

/** `^…` is an expression, `Name/` a page with its sub pages, anything else one page; empty = all. */
function pageFilter(wanted: string): (name: string) => boolean {
  if (wanted === '') return () => true;
  if (wanted.startsWith('^')) {
    const pattern = pythonRegex(wanted, { flags: 'u' });
    return (name) => pattern.ok && pattern.value.match(name) !== null;
  }
  if (wanted.endsWith('/')) return (name) => name === wanted.slice(0, -1) || name.startsWith(wanted);
  return (name) => name === wanted;
}

const isAttachment = ({ action }: EditLogEntry): boolean => action.startsWith('ATT');

function chosenChanges(context: RequestContext, options: FeedOptions): readonly EditLogEntry[] {
  const matches = pageFilter(options.page);
  const seen = new Set<string>();
  const chosen: EditLogEntry[] = [];
  for (const entry of context.state.pages.changes()) {
    if (chosen.length >= options.items) break;
    if (!matches(entry.page) || (isAttachment(entry) && !options.attachments)) continue;
    if (options.unique && seen.has(entry.page)) continue;
    if (!maySee(context, entry.page)) continue;
    seen.add(entry.page);
    chosen.push(entry);
  }
  return chosen;
}

async function itemsOf(
  context: RequestContext,
  changes: readonly EditLogEntry[],
  options: FeedOptions,
): Promise<readonly { readonly about: string; readonly xml: string }[]> {
  return Promise.all(changes.map((entry) => itemOf(context, entry, options)));
}

async function itemOf(context: RequestContext, entry: EditLogEntry, options: FeedOptions) {
  const { state } = context;
  const url = (query: Record<string, string | number> = {}): string =>
    absoluteUrl(context, urlOf(context, entry.page, query));
  const stamp = new Date(entry.timeMicroseconds / 1000).toISOString();
  const about = `${url()}#${stamp.slice(0, 19).replace(/[-T:]/g, '')}`;
  const link = options.links ? url(changeQuery(entry)) : url();
  const user = await accountOfEditor(context, entry.userId);
  const editor = user === null ? entry.host : `Self:${user.name}`;
  const element = (name: string, text: string): string => `<${name}>${escapeHtml(text)}</${name}>\n`;
  const text = description(context, entry, options);
  const xml =
    `<item rdf:about="${escapeHtml(about)}">\n` +
    element('title', entry.page) +
    element('dc:date', `${stamp.slice(0, 19)}Z`) +
    // MoinMoin leaves the address out where there is no text to see.
    (isAttachment(entry) && !options.links && context.settings.compatibility === 'strict'
      ? ''
      : element('link', link)) +
    (text === '' ? '' : element('description', text)) +
    `<dc:contributor>\n<rdf:Description wiki:host="${escapeHtml(entry.host)}">\n${element('rdf:value', editor)}</rdf:Description>\n</dc:contributor>\n` +
    element('wiki:version', String(entry.timeMicroseconds)) +
    element('wiki:status', state.pages.mayExist(entry.page) ? 'updated' : 'deleted') +
    element('wiki:diff', url({ action: 'diff' })) +
    element('wiki:history', url({ action: 'info' })) +
    '</item>\n';
  return { about, xml };
}

/** Where a change is seen: the difference, a first revision itself, the attachments. */
function changeQuery(entry: EditLogEntry): Record<string, string | number> {
  const revision = Number(entry.revision);
  if (isAttachment(entry)) return { action: 'AttachFile' };
  return revision > 1
    ? { action: 'diff', rev1: revision, rev2: revision - 1 }
    : { action: 'recall', rev: revision };
}

function description({ state, texts }: RequestContext, entry: EditLogEntry, options: FeedOptions): string {
  const revision = Number(entry.revision);
  const textOf = (number: number) => state.pages.besides(() => state.pages.read(entry.page, number), null);
  const before = isAttachment(entry) ? null : textOf(revision - 1);
  const after = isAttachment(entry) ? null : textOf(revision);
  const words =
    entry.action === 'SAVE/REVERT'
      ? `${texts.text('info.revertTo', { revision: Number(entry.extra) })} `
      : revision === 1
        ? `${texts.text('feed.newPage')} `
        : '';
  const comment = `${isAttachment(entry) ? attachmentWords(entry) : words}${entry.comment}`.trim();
  if (!options.diffs || after === null) return comment;
  const lines = before === null ? after.text.split('\n') : diffLines(before.text, after.text);
  return `${comment}<pre>${escapeHtml(lines.slice(0, options.lines).join('\n'))}</pre>`;
}

function attachmentWords(entry: EditLogEntry): string {
  const remark = remarkOf(entry);
  return remark === null ? '' : `${remarkText(remark)} `;
}

function feed(
  context: RequestContext,
  items: readonly { readonly about: string; readonly xml: string }[],
  etag: string,
  newest: number,
): Answer {
  const { settings, texts } = context;
  const root = absoluteUrl(context, `${context.request.scriptRoot}/`);
  const here = absoluteUrl(context, hereUrl(context));
  const element = (name: string, text: string): string => `<${name}>${escapeHtml(text)}</${name}>\n`;
  const list = items.map(({ about }) => `<rdf:li rdf:resource="${escapeHtml(about)}"></rdf:li>\n`).join('');
  const interwiki = settings.interwikiname === null ? '' : element('wiki:interwiki', settings.interwikiname);
  const body =
    '<?xml version="1.0" encoding="utf-8"?>\n' +
    '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ' +
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wiki="http://purl.org/rss/1.0/modules/wiki/">\n' +
    `<channel rdf:about="${escapeHtml(root)}">\n` +
    element('title', settings.sitename) +
    element('link', here) +
    element('description', texts.text('site.feed', { site: settings.sitename })) +
    interwiki +
    `<items>\n<rdf:Seq>\n${list}</rdf:Seq>\n</items>\n</channel>\n` +
    items.map(({ xml }) => xml).join('') +
    '</rdf:RDF>\n';
  return textAnswer(context, 200, 'application/rss+xml; charset=utf-8', body, [
    ['Etag', etag],
    ['Last-Modified', httpDate(newest)],
  ]);
}

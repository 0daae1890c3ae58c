import type { EditLogEntry } from '../page/edit-log.ts';
import { isAttachmentEntry } from '../page/edit-log.ts';
import {
  breakLongWords,
  positionsText,
  recentChanges as changesByDay,
  remarkOf,
  remarkText,
} from '../page/recent-changes.ts';
import type { ChangeDay, ChangeIcon, ChangeRow } from '../page/recent-changes.ts';
import { escapeText } from '../markup/html-text.ts';
import { ArgumentError, parseArguments } from './arguments.ts';
import { iconHtml } from './icon.ts';
import type { Macro, MacroContext } from './macro.ts';
import { formatDate } from '../../shared/python/strftime.ts';

const daysOffered = [1, 2, 3, 7, 14, 30, 60, 90];
const defaultDays = 7;
const noFollow = [['rel', 'nofollow']] as const;

/** `<<RecentChanges>>` (spec/actions.md §9.1). */
export const recentChanges: Macro = {
  name: 'RecentChanges',
  needs: ['time', 'user'],
  run(args, context) {
    const { values } = parseArguments(args, { abandoned: { kind: 'boolean', default: false } });
    return values.abandoned ? abandonedHtml(context) : recentHtml(context);
  },
};

/** `<<AbandonedPages>>`: the pages that have not been changed for the longest time. */
export const abandonedPages: Macro = {
  name: 'AbandonedPages',
  needs: ['time', 'user'],
  run(args, context) {
    parseArguments(args, {});
    return abandonedHtml(context);
  },
};

function askedDays(context: MacroContext): number | null {
  const asked = context.query.get('max_days');
  if (asked === undefined) return null;
  if (!/^-?\d+$/.test(asked)) throw new ArgumentError(`max_days must be a number, not "${asked}"`);
  return Number(asked) <= 0 ? defaultDays : Math.min(Number(asked), 90);
}

async function recentHtml(context: MacroContext): Promise<{ readonly html: string }> {
  const { visitor } = context;
  const asked = askedDays(context);
  const bookmark = visitor.bookmarkSeconds;
  const days = changesByDay({
    entries: context.changes(),
    exists: (page) => context.pageExists(page),
    hasConflictFlag: (page) => context.hasConflict(page),
    mayRead: (page) => context.may('read', page),
    maxDays: asked ?? (bookmark === null ? defaultDays : 90),
    utcOffsetSeconds: visitor.zoneOffsetSeconds,
    ...(bookmark === null ? {} : { bookmarkMicroseconds: bookmark * 1e6, stopAtBookmark: asked === null }),
  });
  const endsAtBookmark = bookmark !== null && asked === null;
  const header = await headerHtml(context, endsAtBookmark ? null : (asked ?? defaultDays));
  const end = endsAtBookmark ? `<br>${escapeText(context.translate('[Bookmark reached]'))}\n` : '';
  return { html: tableHtml(header, await daysHtml(context, days), end) };
}

/** Last change of each page; oldest days first. */
async function abandonedHtml(context: MacroContext): Promise<{ readonly html: string }> {
  const newest = new Map<string, EditLogEntry>();
  for (const entry of context.changes())
    if (!newest.has(entry.page) && !isAttachmentEntry(entry) && context.pageExists(entry.page))
      newest.set(entry.page, entry);
  const maximum = askedDays(context) ?? defaultDays;
  const oldest = [...newest.values()].toSorted((a, b) => a.timeMicroseconds - b.timeMicroseconds);
  const days: ChangeDay[] = [];
  for (const entry of oldest) {
    if (!context.may('read', entry.page)) continue;
    const [day] = changesByDay({
      entries: [entry],
      exists: () => true,
      hasConflictFlag: (page) => context.hasConflict(page),
      mayRead: () => true,
      maxDays: 1,
      utcOffsetSeconds: context.visitor.zoneOffsetSeconds,
    });
    if (day === undefined) continue;
    const last = days[days.length - 1];
    if (last?.day === day.day) days[days.length - 1] = { day: day.day, rows: [...last.rows, ...day.rows] };
    else if (days.length < maximum) days.push(day);
    else break;
  }
  return { html: tableHtml('<p></p>', await daysHtml(context, days, false)) };
}

function tableHtml(header: string, rows: string, end = ''): string {
  return `<div class="recentchanges" lang="en" dir="ltr">\n<div>\n${header}\n</div>\n<table>\n${rows}</table>\n${end}</div>`;
}

/** `shownDays` null: the list ends at the bookmark instead. */
async function headerHtml(context: MacroContext, shownDays: number | null): Promise<string> {
  const { page, frontPage, visitor } = context;
  const isFeedPage = page.pageName === frontPage || page.pageName === 'RecentChanges';
  const rss = isFeedPage ? `<div class="rcrss">${await rssLink(context)}</div>` : '';
  if (visitor.name === '') return `${rss}<p></p>`;
  const choices = await Promise.all(
    daysOffered.map(async (days) =>
      days === shownDays
        ? `<strong>${days}</strong>`
        : context.linkTo(page.pageName, {
            label: String(days),
            query: [['max_days', String(days)]],
            attributes: noFollow,
          }),
    ),
  );
  return `${rss}<p>Show ${choices.join(' | ')} days. ${await bookmarkHtml(context)}</p>`;
}

function rssLink(context: MacroContext): Promise<string> {
  return context.linkTo(context.page.pageName, {
    labelHtml: iconHtml(context, 'rss'),
    query: [
      ['action', 'rss_rc'],
      ['ddiffs', '1'],
      ['unique', '1'],
    ],
  });
}

async function bookmarkHtml(context: MacroContext): Promise<string> {
  const { visitor, nowSeconds } = context;
  const set = await bookmarkLink(context, Math.floor(nowSeconds) * 1e6, 'Set bookmark');
  if (visitor.bookmarkSeconds === null) return `${set} (no bookmark set)`;
  const time = formatDate(visitor.dateTimeFormat, visitor.bookmarkSeconds, visitor.zoneOffsetSeconds);
  const remove = await context.linkTo(context.page.pageName, {
    label: 'Delete bookmark',
    query: [...context.changeQuery(context.page.pageName, 'bookmark'), ['time', 'del']],
    attributes: noFollow,
  });
  return `${set} (currently set to ${escapeText(time)}) ${remove}`;
}

function bookmarkLink(context: MacroContext, timeMicroseconds: number, label: string): Promise<string> {
  return context.linkTo(context.page.pageName, {
    label,
    query: [...context.changeQuery(context.page.pageName, 'bookmark'), ['time', String(timeMicroseconds)]],
    attributes: noFollow,
  });
}

async function daysHtml(
  context: MacroContext,
  days: readonly ChangeDay[],
  withBookmarks = true,
): Promise<string> {
  let html = '';
  for (const { rows } of days) {
    const newest = rows[0]?.timeMicroseconds ?? 0;
    const day = formatDate(context.visitor.dateFormat, newest / 1e6, context.visitor.zoneOffsetSeconds);
    const bookmark =
      withBookmarks && context.visitor.name !== ''
        ? `&nbsp; ${await bookmarkLink(context, newest, 'Set bookmark')}`
        : '';
    html += `<tr class="rcdaybreak"><td colspan="6"><strong>${escapeText(day)}</strong>${bookmark}</td></tr>\n`;
    for (const row of rows) html += await rowHtml(context, row);
  }
  return html;
}

const iconNames: Readonly<Record<ChangeIcon, string>> = {
  DELETED: 'deleted',
  CONFLICT: 'conflict',
  NEW: 'new',
  RENAMED: 'renamed',
  UPDATED: 'updated',
  DIFF: 'diffrc',
};

async function rowHtml(context: MacroContext, row: ChangeRow): Promise<string> {
  const cells: readonly (readonly [string, string])[] = [
    ['rcicon1', await firstIcon(context, row)],
    ['rcpagelink', await context.linkTo(row.page, { label: breakable(row.page) })],
    ['rctime', escapeText(timeOf(context, row))],
    ['rcicon2', await iconLink(context, row.page, 'info', [['action', 'info']])],
    ['rceditor', await editorsHtml(context, row)],
    ['rccomment', commentsHtml(row)],
  ];
  return `<tr>\n${cells.map(([name, html]) => `<td class="${name}">${html}</td>\n`).join('')}</tr>\n`;
}

function iconLink(
  context: MacroContext,
  page: string,
  icon: string,
  query: readonly (readonly [string, string])[],
): Promise<string> {
  const href = context.escape(context.pageUrl(page, { query }));
  return Promise.resolve(`<a href="${href}" rel="nofollow">${iconHtml(context, icon)}</a>`);
}

function firstIcon(context: MacroContext, row: ChangeRow): Promise<string> {
  const name = iconNames[row.icon];
  const bookmark = context.visitor.bookmarkSeconds;
  if (row.icon === 'CONFLICT') return iconLink(context, row.page, name, [['action', 'edit']]);
  if (row.icon === 'DELETED' && (row.revision ?? 0) <= 1) return Promise.resolve(iconHtml(context, name));
  const isNew = row.icon === 'NEW' || row.icon === 'RENAMED' || row.icon === 'UPDATED';
  const since = isNew && bookmark !== null ? ([['date', String(bookmark * 1e6)]] as const) : [];
  return iconLink(context, row.page, name, [['action', 'diff'], ...since]);
}

/** "5m ago" below 100 minutes, else the time of day. */
function timeOf(context: MacroContext, row: ChangeRow): string {
  const seconds = row.timeMicroseconds / 1e6;
  const minutes = Math.floor((context.nowSeconds - seconds) / 60);
  if (minutes >= 0 && minutes < 100) return `${minutes}m ago`;
  return formatDate(context.visitor.timeFormat, seconds, context.visitor.zoneOffsetSeconds);
}

async function editorsHtml(context: MacroContext, row: ChangeRow): Promise<string> {
  const parts = await Promise.all(
    row.editors.map(async (editor) => {
      const { name, title, account } = await context.editor(editor);
      const shown = account
        ? await context.linkTo(name, { label: name, attributes: [['title', title]] })
        : escapeText(name);
      const positions = positionsText(editor.positions, row.lines.length);
      return `<span title="${context.escape(title)}">${shown}</span>${positions === '' ? '' : `&nbsp;${positions}`}`;
    }),
  );
  return parts.join('<br>');
}

function commentsHtml(row: ChangeRow): string {
  const remarks = row.lines.map((line) => {
    const remark = remarkOf(line);
    return remark === null ? '' : escapeText(breakLongWords(remarkText(remark)));
  });
  if (remarks.length < 2) return remarks.join('');
  return remarks
    .map((remark, at) => (remark === '' ? '' : `<tt>#${String(at + 1).padStart(2, '0')}</tt>&nbsp;${remark}`))
    .filter((remark) => remark !== '')
    .join('<br>');
}

/** Long words get blanks before their capitals, so that they can be broken. */
function breakable(text: string): string {
  return text.replaceAll(/\S{16,}/g, (word) => word.replaceAll(/(\p{Ll})(?=\p{Lu})/gu, '$1 '));
}

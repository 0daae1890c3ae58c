import { attributesHtml, escapeText } from '../markup/html-text.ts';
import { ArgumentError } from './arguments.ts';
import type { Macro, MacroContext } from './macro.ts';

/** What a calendar shows; months count from 1. */
interface Calendar {
  readonly bases: readonly string[];
  readonly year: number;
  readonly month: number;
  readonly offset: number;
  readonly offset2: number;
  readonly sixRows: string;
  readonly anniversary: string;
  readonly template: string;
}

const noFollow = ['rel', 'nofollow'] as const;

/** `<<MonthCalendar(bases, year, month, offset, offset2, height6, anniversary, template)>>` (spec/macros.md §3.5). */
export const monthCalendar: Macro = {
  name: 'MonthCalendar',
  needs: ['time', 'pages', 'user'],
  async run(args, context) {
    const calendar = readCalendar(args ?? '', context);
    const shown = shownMonth(calendar);
    const rows = weeksOf(shown.year, shown.month, calendar.sixRows !== '');
    let html = `<table border="2" cellspacing="2" cellpadding="2">\n<col width="14%" span="7">`;
    html += ` <tr>\n  <th colspan="7" class="cal-header">\n   ${await headerHtml(calendar, shown, context)}\n  </th>\n </tr>\n`;
    html += ` <tr>\n${weekdays(context)} </tr>\n`;
    for (const week of rows) {
      const cells = await Promise.all(week.map((day, at) => dayHtml(calendar, shown, day, at > 4, context)));
      html += ` <tr>\n${cells.join('')} </tr>\n`;
    }
    return { html: `${infoBox}${html}</table>\n\n` };
  },
};

/** A script of the farm may show the headings of a day here. */
const infoBox =
  '<div id="infodiv" style="position:absolute; visibility:hidden; z-index:20; top:-999em; left:0px;"></div>';

function integer(name: string, text: string, byDefault: number): number {
  if (text === '') return byDefault;
  if (!/^[+-]?\d+$/.test(text))
    throw new ArgumentError(`Argument "${name}" must be an integer value, not "${text}"`);
  return Number(text);
}

function readCalendar(args: string, context: MacroContext): Calendar {
  const now = new Date((context.nowSeconds + context.visitor.zoneOffsetSeconds) * 1000);
  const read = (parts: readonly string[]): Calendar => {
    const [
      bases = '',
      year = '',
      month = '',
      offset = '',
      offset2 = '',
      sixRows = '',
      anniversary = '',
      template = '',
    ] = parts;
    return {
      bases: bases === '' ? [context.page.pageName] : bases.split('*'),
      year: integer('year', year, now.getUTCFullYear()),
      month: Math.min(Math.max(integer('month', month, now.getUTCMonth() + 1), 1), 12),
      offset: integer('offset', offset, 0),
      offset2: integer('offset2', offset2, 0),
      sixRows,
      anniversary,
      template,
    };
  };
  const fixed = read(args.split(',').map((part) => part.trim()));
  const asked = context.query.get('calparms');
  if (asked === undefined) return fixed;
  const moved = read(asked.split(',').map((part) => part.trim()));
  // The parameter moves the calendar it belongs to; another one on the page stays.
  return moved.bases.join('*') === fixed.bases.join('*')
    ? { ...fixed, ...moved, sixRows: fixed.sixRows }
    : fixed;
}

interface Month {
  readonly year: number;
  readonly month: number;
}

function shownMonth({ year, month, offset, offset2 }: Calendar): Month {
  const months = year * 12 + month - 1 + offset + offset2;
  return { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
}

/** Weeks from Monday; 0: no day of this month. */
function weeksOf(year: number, month: number, sixRows: boolean): readonly (readonly number[])[] {
  const first = new Date(0);
  first.setUTCFullYear(year, month - 1, 1);
  const last = new Date(0);
  last.setUTCFullYear(year, month, 0);
  const before = (first.getUTCDay() + 6) % 7;
  const rowCount = sixRows ? 6 : Math.ceil((before + last.getUTCDate()) / 7);
  return Array.from({ length: rowCount }, (_week, row) =>
    Array.from({ length: 7 }, (_day, column) => {
      const day = row * 7 + column - before + 1;
      return day >= 1 && day <= last.getUTCDate() ? day : 0;
    }),
  );
}

function weekdays({ translate }: MacroContext): string {
  return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
    .map(
      (name, at) =>
        `  <td class="${at > 4 ? 'cal-weekend' : 'cal-workday'}">${escapeText(translate(name))}</td>\n`,
    )
    .join('');
}

async function headerHtml(calendar: Calendar, shown: Month, context: MacroContext): Promise<string> {
  const isOwn = calendar.bases.length === 1 && calendar.bases[0] === context.page.pageName;
  const names = isOwn ? '' : `${await basesHtml(calendar, context)}<br>\n   `;
  const now = new Date((context.nowSeconds + context.visitor.zoneOffsetSeconds) * 1000);
  const distance = Math.abs(
    shown.year * 12 + shown.month - 1 - (now.getUTCFullYear() * 12 + now.getUTCMonth()),
  );
  const move = (months: number, label: string): string =>
    moveLink(calendar, months, label, distance > 6, context);
  const title = `<b>&nbsp;${shown.year}&nbsp;/&nbsp;${shown.month}</b>`;
  return `${names}${move(-12, '<<')}&nbsp;${move(-1, '<')}&nbsp;${title}&nbsp;${move(1, '>')}\n&nbsp;${move(12, '>>')}`;
}

const headerColours = ['#fe0000', '#aaffaa', '#aaaaff', '#ffff00', '#00ffff', '#ff00ff'];

async function basesHtml({ bases }: Calendar, context: MacroContext): Promise<string> {
  const links = await Promise.all(
    bases.map((base, at) => {
      const colour = headerColours[at % headerColours.length] ?? '#fe0000';
      const style = `background-color:${colour};color:#000000;text-decoration:none`;
      return context.linkTo(base, { attributes: [noFollow, ['style', style]] });
    }),
  );
  return links.join('*');
}

/** Links that leave the months around today are no use to robots. */
function moveLink(
  calendar: Calendar,
  months: number,
  label: string,
  isFar: boolean,
  context: MacroContext,
): string {
  const { bases, year, month, offset, offset2, sixRows, anniversary, template } = calendar;
  const parameters = [
    bases.join('*'),
    year,
    month,
    offset,
    offset2 + months,
    sixRows,
    anniversary,
    template,
  ].join(',');
  const url = context.pageUrl(context.page.pageName, { query: [['calparms', parameters]] });
  // Commas and stars are shown as they are.
  const href = url.replaceAll('%2C', ',').replaceAll('%2A', '*').replaceAll('%2F', '/');
  const attributes = attributesHtml([['class', 'cal-link'], ['href', href], ...(isFar ? [noFollow] : [])]);
  return `<a${attributes}>${escapeText(label)}</a>`;
}

async function dayHtml(
  calendar: Calendar,
  shown: Month,
  day: number,
  isWeekend: boolean,
  context: MacroContext,
): Promise<string> {
  if (day === 0) return '  <td class="cal-invalidday">&nbsp;</td>\n';
  const pad = (value: number): string => String(value).padStart(2, '0');
  const date = `${pad(shown.month)}-${pad(day)}`;
  const suffix = calendar.anniversary === '' ? `${String(shown.year).padStart(4, '0')}-${date}` : date;
  const pages = calendar.bases.map((base) => `${base}/${suffix}`);
  const used = pages.find((page) => context.pageExists(page));
  const link =
    used === undefined
      ? emptyDay(pages[0] ?? '', day, isWeekend, calendar.template, context)
      : await usedDay(used, day, context);
  const now = new Date((context.nowSeconds + context.visitor.zoneOffsetSeconds) * 1000);
  const isToday =
    now.getUTCFullYear() === shown.year && now.getUTCMonth() + 1 === shown.month && now.getUTCDate() === day;
  const colour = used === undefined ? '#fefefe' : '#fe0000';
  const content = isToday ? `<b>${link}</b>` : link;
  return `  <td style="background-color:${colour}" class="${isToday ? 'cal-today' : 'cal-nottoday'}">${content}</td>\n`;
}

function emptyDay(
  page: string,
  day: number,
  isWeekend: boolean,
  template: string,
  context: MacroContext,
): string {
  const query =
    template === ''
      ? []
      : ([
          ['action', 'edit'],
          ['template', template],
        ] as const);
  const attributes = attributesHtml([
    ['class', isWeekend ? 'cal-weekend' : 'cal-emptyday'],
    ['href', context.pageUrl(page, { query })],
    noFollow,
  ]);
  return `<a${attributes}>${day}</a>`;
}

/** The handlers are those of MoinMoin's script; names that could leave the quotes get none. */
function usedDay(page: string, day: number, context: MacroContext): Promise<string> {
  const handlers: readonly (readonly [string, string])[] = /^[\w/ .-]*$/.test(page)
    ? [
        ['onmouseout', 'untip()'],
        ['onmouseover', `tip('${page}')`],
      ]
    : [];
  return context.linkTo(page, { label: String(day), attributes: [['class', 'cal-usedday'], ...handlers] });
}

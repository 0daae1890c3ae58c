import path from 'node:path';
import { readEventLog } from '../../../page/log-file.ts';
import { formatDate } from '../../../../shared/python/strftime.ts';
import { hereUrl, zoneOffset, type RequestContext } from '../../context.ts';
import { html, type Html } from '../../html.ts';

const mostDays = 30;

/** Views and edits of this page by day, newest first, from the event log. */
export function hitsTable(context: RequestContext): Html {
  const { settings, pageName, texts } = context;
  const { entries } = readEventLog(path.join(settings.dataDir, 'event-log'));
  const days = new Map<string, { views: number; edits: number }>();
  for (const { type, timeMicroseconds, values } of entries) {
    if (!values.some(([key, value]) => key === 'pagename' && value === pageName)) continue;
    const day = formatDate('%Y-%m-%d', timeMicroseconds / 1e6, zoneOffset(context));
    const counts = days.get(day) ?? { views: 0, edits: 0 };
    if (type === 'VIEWPAGE') counts.views += 1;
    if (type.startsWith('SAVE')) counts.edits += 1;
    days.set(day, counts);
  }
  const rows = [...days].toSorted(([a], [b]) => (a < b ? 1 : -1)).slice(0, mostDays);
  return html`<h2>${texts.text('info.hits')}</h2><form name="dbw.form" method="get" action="${hereUrl(context)}">
<table id="dbw.table" class="dbw table"><thead><tr><th>${texts.text('info.date')}</th><th>${texts.text('info.viewsPerDay')}</th><th>${texts.text('info.editsPerDay')}</th></tr></thead>
<tbody>${rows.map(([day, { views, edits }]) => html`<tr><td>${day}</td><td>${views}</td><td>${edits}</td></tr>`)}</tbody></table></form>`;
}

import type { EditLogEntry } from '../../../page/edit-log.ts';
import { formatDay, hereUrl, type RequestContext } from '../../context.ts';
import { attributes, html, joinHtml, noHtml, type Html } from '../../html.ts';

interface Position {
  readonly count: number;
  readonly offset: number;
}

/** How many lines a page of the history holds, as links. */
export function countLinks(context: RequestContext, { count, offset }: Position): Html {
  const { settings, state, pageName } = context;
  const exists = state.pages.exists(pageName);
  const choices = [...new Set(settings.historyCount)].toSorted((a, b) => a - b);
  const links = choices.map((choice) =>
    choice === count
      ? html`<strong>${choice}</strong>`
      : html`<a${attributes({
          class: exists ? 'info-count-link' : 'nonexistent',
          href: hereUrl(context, { action: 'info', max_count: choice, offset }),
          rel: 'nofollow',
        })}>${choice}</a>`,
  );
  return html`<p class="info-count">${joinHtml(links, ' ')}</p>`;
}

/** Pages of the history, each with the number of lines from its start to the oldest; nothing when one page holds all. */
export function pager(
  context: RequestContext,
  { lines, count, offset }: Position & { readonly lines: readonly EditLogEntry[] },
): Html {
  if (lines.length <= count) return noHtml;
  const { texts } = context;
  const link = (start: number, label: string): Html =>
    html`<a${attributes({
      class: 'info-offset-nav-link',
      href: hereUrl(context, { action: 'info', max_count: count, offset: start }),
      title: formatDay(context, (lines[start]?.timeMicroseconds ?? 0) / 1e6),
      rel: 'nofollow',
    })}>${label}</a>`;
  const cells: Html[] = [];
  if (offset > 0) cells.push(link(Math.max(0, offset - count), texts.text('info.newer')));
  for (let start = 0; start < lines.length; start += count) {
    const label = String(lines.length - start);
    cells.push(start === offset ? html`<strong>${label}</strong>` : link(start, label));
  }
  if (offset + count < lines.length) cells.push(link(offset + count, texts.text('info.older')));
  return html`<table class="searchpages"><tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr></table>`;
}

import { contextOf } from '../../page/search/context.ts';
import { highlightSource, type SearchAnswer, type SearchHit } from '../../page/search/search.ts';
import { termsOf, type SearchQuery } from '../../page/search/query.ts';
import { redirect, textAnswer, type Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { formatDateTime, hereUrl, maySee, urlOf, type RequestContext } from '../context.ts';
import { html, joinHtml, noHtml, type Html } from '../html.ts';
import { message } from '../message.ts';
import { actionPage, viewPage } from '../page-view.ts';
import type { Message } from '../theme/frame.ts';

/** Search in titles and texts (spec/actions.md §8). */
export const fullsearch: Action = {
  name: 'fullsearch',
  async run(context) {
    const request = readRequest(context);
    if (request === 'both-buttons') return textAnswer(context, 200, 'text/html', '');
    const { texts } = context;
    const { needle } = request;
    if (needle.trim() === '')
      return viewPage(context, {
        messages: [message('search-empty', 'error', texts.text('search.tooBroad', { query: needle }))],
      });
    const { state } = context;
    const query = state.search.parse(needle, { titleSearch: request.isTitle, caseSensitive: request.isCase });
    if (query === null)
      return viewPage(context, {
        messages: [message('search-invalid', 'error', texts.text('search.invalid', { query: needle }))],
      });
    const found = await state.search.search(query, {
      order: request.isTitle ? 'name' : 'weight',
      mayRead: (page) => maySee(context, page),
      timeLimitMs: 20_000,
      ...(request.modifiedSince === null ? {} : { modifiedSinceSeconds: request.modifiedSince }),
    });
    return results(context, request, query, found);
  },
};

interface SearchRequest {
  readonly needle: string;
  readonly isTitle: boolean;
  readonly isAdvanced: boolean;
  readonly isCase: boolean;
  readonly contextCharacters: number;
  readonly from: number;
  readonly modifiedSince: number | null;
}

function readRequest({ parameters }: RequestContext): SearchRequest | 'both-buttons' {
  const isAdvanced = parameters.text('advancedsearch') !== '' && parameters.text('advancedsearch') !== '0';
  if (parameters.has('titlesearch') && parameters.has('fullsearch')) return 'both-buttons';
  // A button's label counts as 1.
  const flag = (name: string): boolean => parameters.has(name) && (parameters.integer(name) ?? 1) !== 0;
  const neither = !parameters.has('titlesearch') && !parameters.has('fullsearch') && !isAdvanced;
  const seconds = Date.parse(`${parameters.text('mtime')}Z`) / 1000;
  const day = Date.parse(parameters.text('mtime')) / 1000;
  const modified = Number.isNaN(seconds) ? day : seconds;
  return {
    needle: isAdvanced ? advancedNeedle(parameters.all.bind(parameters)) : parameters.text('value'),
    isTitle: !isAdvanced && (neither || flag('titlesearch')),
    isAdvanced,
    isCase: (parameters.integer('case') ?? 0) !== 0,
    contextCharacters: isAdvanced ? 180 : Math.max(0, Math.min(2000, parameters.integer('context') ?? 0)),
    from: Math.max(0, parameters.integer('from') ?? 0),
    modifiedSince: isAdvanced && !Number.isNaN(modified) ? modified : null,
  };
}

/** The advanced form's fields as one query. */
function advancedNeedle(all: (name: string) => readonly string[]): string {
  const first = (name: string): string => (all(name)[0] ?? '').trim();
  const prefixed = (prefix: string, name: string): readonly string[] => {
    const values = all(name)
      .map((value) => value.trim())
      .filter((value) => value !== '');
    if (values.length === 0) return [];
    return [
      values.length === 1
        ? `${prefix}:${values[0] ?? ''}`
        : `(${values.map((one) => `${prefix}:${one}`).join(' or ')})`,
    ];
  };
  const list = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
  const and = first('and_terms');
  const or = list(first('or_terms'));
  const not = list(first('not_terms'));
  return [
    ...prefixed('category', 'categories'),
    ...prefixed('language', 'language'),
    ...prefixed('mimetype', 'mimetype'),
    ...(first('excludeunderlay') === '' ? [] : ['-domain:underlay']),
    ...(first('nosystemitems') === '' ? [] : ['-domain:system']),
    ...(and === '' ? [] : [`(${and})`]),
    ...(not.length === 0 ? [] : [`(${not.map((word) => `-${word}`).join(' ')})`]),
    ...(or.length === 0 ? [] : [`(${or.join(' or ')})`]),
  ].join(' ');
}

function results(
  context: RequestContext,
  request: SearchRequest,
  query: SearchQuery,
  { hits, complete }: SearchAnswer,
): Answer | Promise<Answer> {
  const { texts, state } = context;
  const messages = complete ? [] : [message('search-incomplete', 'warning', texts.text('search.incomplete'))];
  const [only] = hits;
  const highlight = highlightSource(query);
  const hitUrl = (page: string): string => urlOf(context, page, highlight === '' ? {} : { highlight });
  if (only === undefined) return nothingFound(context, request, messages);
  const isPureTitle = termsOf(query).every(({ kind }) => kind === 'title');
  if (request.isTitle && hits.length === 1)
    return redirect(context, isPureTitle ? urlOf(context, only.page) : hitUrl(only.page));
  const perPage = Math.max(1, context.settings.searchResultsPerPage);
  const shown = hits.slice(request.from, request.from + perPage);
  const titleId = request.isAdvanced
    ? 'search.advancedSearch'
    : request.isTitle
      ? 'search.titleSearch'
      : 'search.textSearch';
  const hint = request.isTitle
    ? html`<p class="searchhint">${texts.html('search.hint', { link: html`<a href="${hereUrl(context, { action: 'fullsearch', titlesearch: 0, value: request.needle })}">${texts.text('search.hintLink')}</a>` })}</p>`
    : noHtml;
  const stats = html`<p class="searchstats">${texts.text('search.stats', {
    first: request.from + 1,
    last: request.from + shown.length,
    count: hits.length,
    pages: state.pages.folderCount(),
  })}</p>`;
  const list =
    request.contextCharacters > 0
      ? html`<dl>${shown.map((hit) => hitWithContext(context, hit, hitUrl(hit.page), request.contextCharacters))}</dl>`
      : html`<ol start="${request.from + 1}">${shown.map((hit) => html`<li><a href="${hitUrl(hit.page)}">${markedTitle(hit)}</a>${matchCount(context, hit)}</li>`)}</ol>`;
  const pages = searchPager(context, hits.length, request.from, perPage);
  return actionPage(context, {
    title: texts.text(titleId, { query: request.needle }),
    content: html`${hint}${stats}${pages}<div class="searchresults">${list}</div>${pages}`,
    searchValue: request.needle,
    messages,
  });
}

function nothingFound(
  context: RequestContext,
  request: SearchRequest,
  others: readonly Message[],
): Promise<Answer> {
  const { texts } = context;
  const more = request.isTitle
    ? html` <a href="${hereUrl(context, { action: 'fullsearch', titlesearch: 0, value: request.needle })}">${texts.text('search.tryText')}</a>`
    : noHtml;
  return viewPage(context, {
    messages: [
      message(
        'search-nothing',
        'error',
        html`${texts.text('search.nothing', { query: request.needle })}${more}`,
      ),
      ...others,
    ],
  });
}

/** The page's name with what matched in it. */
function markedTitle({ page, matches }: SearchHit): Html {
  const spans = matches.filter(({ where }) => where === 'title').toSorted((a, b) => a.start - b.start);
  const pieces: Html[] = [];
  let position = 0;
  for (const { start, end } of spans) {
    if (start < position || end <= start) continue;
    pieces.push(html`${page.slice(position, start)}<strong>${page.slice(start, end)}</strong>`);
    position = end;
  }
  return html`${pieces}${page.slice(position)}`;
}

const matchCount = (context: RequestContext, { matches }: SearchHit): Html => {
  const count = matches.filter(({ where }) => where !== 'other').length;
  return count === 0
    ? noHtml
    : html`<span class="info"> . . . ${context.texts.text('search.matches', { count })}</span>`;
};

function hitWithContext(context: RequestContext, hit: SearchHit, url: string, characters: number): Html {
  const { state, texts } = context;
  const stored = state.pages.besides(() => state.pages.read(hit.page), null);
  const around = contextOf(stored?.text ?? '', hit.matches, characters);
  const dots = around.isExcerpt ? '...' : '';
  const excerpt = joinHtml(
    around.pieces.map(({ text, marked }) => (marked ? html`<strong>${text}</strong>` : html`${text}`)),
  );
  const size = `${((stored?.sizeBytes ?? 0) / 1024).toFixed(1)}k`;
  const entry = state.pages.besides(() => state.pages.revisionInfo(hit.page), null);
  const date = entry === null ? '?' : formatDateTime(context, entry.timeMicroseconds / 1e6);
  return html`<dt><a href="${url}">${markedTitle(hit)}</a>${matchCount(context, hit)}</dt>
<dd>${dots}${excerpt}${dots}<br><p class="searchhitinfobar">${size} - rev: ${stored?.revision ?? 0} ${texts.text('search.current')} ${texts.text('search.modified', { date })}</p></dd>
`;
}

function searchPager(context: RequestContext, count: number, from: number, perPage: number): Html {
  if (count <= perPage) return noHtml;
  const { texts, parameters } = context;
  const others = Object.fromEntries(
    parameters
      .names()
      .filter((name) => name !== 'from')
      .map((name) => [name, parameters.text(name)]),
  );
  const link = (start: number, label: string): Html =>
    html`<td><a href="${hereUrl(context, { ...others, from: start })}">${label}</a></td>`;
  const pages = Array.from({ length: Math.ceil(count / perPage) }, (_, index) => index * perPage);
  return html`<table class="searchpages"><tr>${from > 0 ? link(Math.max(0, from - perPage), texts.text('search.previousPage')) : noHtml}${pages.map(
    (start, index) =>
      start === from ? html`<td><strong>${index + 1}</strong></td>` : link(start, String(index + 1)),
  )}${from + perPage < count ? link(from + perPage, texts.text('search.nextPage')) : noHtml}</tr></table>`;
}

import type { CompiledPage } from './compile.ts';
import { attributesHtml, escapeText } from './html-text.ts';
import { schemeOf } from './link-target.ts';
import { pageUrl } from '../../shared/names/page-name.ts';
import type { DataColumn, DataTable } from './tree.ts';

/** A CSV table with the filters that the request asks for (spec/markup.md §8.2). */
export function dataTableHtml(
  table: DataTable,
  /** Unique, escaped. */
  id: string,
  page: CompiledPage,
  query: ReadonlyMap<string, string>,
): string {
  const { prefix, columns } = table;
  const chosen = new Map(
    columns
      .filter(({ autofilter }) => autofilter)
      .map(({ index }) => [index, query.get(`${prefix}filter${index}`) ?? '']),
  );
  const rows = table.rows.filter((row) =>
    columns.every((column, at) => {
      const wanted = chosen.get(column.index) ?? '';
      return wanted === '' || wanted === '[all]' || row[at] === wanted;
    }),
  );
  const action = pageUrl(page.settings.scriptRoot, page.pageName);
  const head = columns.map((column, at) => headCell(table, column, at, chosen)).join('\n');
  const body = rows
    .map((row) => `<tr>${columns.map((column, at) => cell(column, row[at] ?? '')).join('\n')}\n</tr>\n`)
    .join('');
  const form = attributesHtml([
    ['action', action],
    ['method', 'GET'],
    ['name', `${prefix}form`],
  ]);
  const submit = columns.some(({ autofilter }) => autofilter)
    ? `<input${attributesHtml([
        ['name', `${prefix}submit`],
        ['type', 'submit'],
        ['value', 'filter'],
      ])}>`
    : '';
  const open = `<div><table id="${id}"><tbody>`;
  return `<form${form}><div>${submit}${open}<tr>${head}\n</tr>\n${body}</tbody></table></div></div></form>`;
}

function headCell(
  table: DataTable,
  column: DataColumn,
  at: number,
  chosen: ReadonlyMap<number, string>,
): string {
  const filter = column.autofilter ? filterBox(table, column, at, chosen.get(column.index) ?? '') : '';
  return `  <td class="hcolumn${column.index}"><strong>${escapeText(column.title)}</strong>${filter}</td>`;
}

function filterBox(table: DataTable, column: DataColumn, at: number, chosen: string): string {
  const values = [...new Set(table.rows.map((row) => row[at] ?? ''))]
    .filter((value) => value !== '')
    .toSorted((a, b) => (a < b ? -1 : 1));
  const options = ['[all]', ...values].map((value) => {
    const selected = value === chosen ? ([['selected', 'selected']] as const) : [];
    return `<option${attributesHtml([['value', value], ...selected])}>${escapeText(value)}</option>`;
  });
  const select = attributesHtml([
    ['name', `${table.prefix}filter${column.index}`],
    // The name of MoinMoin's script, for farms that allow theirs; the button works without.
    ['onchange', `dbw_update_search('${table.prefix.replaceAll(/[^\w.-]/g, '')}');`],
  ]);
  return `<br>\n<select${select}>${options.join('\n')}</select>`;
}

function cell(column: DataColumn, value: string): string {
  const link = column.link ? /^([a-z0-9]+:\S+) +(\S.*)$/.exec(value) : null;
  const target = link?.[1] ?? '';
  const text = link !== null && schemeOf(target) !== null ? (link[2] ?? '') : value;
  const attributes = attributesHtml([
    ['abbr', text],
    ['class', `column${column.index}`],
  ]);
  const html =
    text === value ? escapeText(value) : `<a${attributesHtml([['href', target]])}>${escapeText(text)}</a>`;
  return `  <td${attributes}>${html}</td>`;
}

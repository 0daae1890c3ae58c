import type { CompiledPage } from './compile.ts';
import { attributesHtml, escapeText } from './html-text.ts';
import { pageUrl } from './page-name.ts';
import type { DataColumn, DataTable } from './tree.ts';

/** A CSV table with the filters that the request asks for (spec/markup.md §8.2). */
export function dataTableHtml(
  table: DataTable,
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
  return (
    `<form${attributesHtml([
      ['action', action],
      ['method', 'GET'],
      ['name', `${prefix}form`],
    ])}><div>` +
    `<div><table${attributesHtml([['id', `${prefix}table`]])}><tbody><tr>${head}\n</tr>\n${body}</tbody></table></div></div></form>`
  );
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
  const values = [...new Set(table.rows.map((row) => row[at] ?? ''))];
  const options = ['[all]', ...values]
    .map((value) => {
      const attributes = attributesHtml([
        ['value', value === '[all]' ? '' : value],
        ...(value === chosen ? [['selected', 'selected'] as const] : []),
      ]);
      return `<option${attributes}>${escapeText(value)}</option>`;
    })
    .join('');
  const submit = attributesHtml([
    ['name', `${table.prefix}submit`],
    ['type', 'submit'],
    ['value', 'filter'],
  ]);
  return `<br><select${attributesHtml([['name', `${table.prefix}filter${column.index}`]])}>${options}</select><input${submit} />`;
}

function cell(column: DataColumn, value: string): string {
  const attributes = attributesHtml([
    ['abbr', value],
    ['class', `column${column.index}`],
  ]);
  return `  <td${attributes}>${escapeText(value)}</td>`;
}

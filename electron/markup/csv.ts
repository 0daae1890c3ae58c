import type { ParseContext } from './syntax.ts';
import type { DataColumn } from './tree.ts';

interface CsvOptions {
  delimiter: string | null;
  quote: string | null;
  name: string;
  readonly hiddenNumbers: Set<number>;
  show: readonly string[] | null;
  hide: readonly string[];
  autofilter: readonly string[];
  links: readonly string[];
  staticColumns: readonly string[];
  staticValues: readonly string[];
}

/** A table from records (spec/markup.md §8.2). */
export function parseCsv(context: ParseContext, args: string, text: string, firstLine: number): void {
  const options = readOptions(args);
  const lines = text.split('\n');
  const { builder } = context;
  for (let line = 1; line < firstLine; line += 1) builder.inline({ kind: 'line-anchor', line });
  const content = lines.slice(
    Math.max(
      lines.findIndex((line) => line !== ''),
      0,
    ),
  );
  const delimiter = options.delimiter ?? guessDelimiter(content[0] ?? '');
  const [head = [], ...records] = splitRecords(content.join('\n'), delimiter, options.quote);
  const titles = [...head, ...options.staticColumns];
  const kept = titles.map((title, index) => ({ title, index })).filter((column) => isShown(column, options));
  const columns: DataColumn[] = kept.map(({ title, index }) => ({
    index,
    title,
    autofilter: options.autofilter.includes(title),
    link: options.links.includes(title),
  }));
  const rows = records.map((record) => {
    const cells = head.map((_title, index) => record[index] ?? '');
    const all = [
      ...cells,
      ...options.staticColumns.map((_title, index) => options.staticValues[index] ?? ''),
    ];
    return kept.map(({ index }) => all[index] ?? '');
  });
  const prefix = options.name === '' ? 'dbw.' : `dbw.${options.name}.`;
  builder.block(() => ({ kind: 'data-table', prefix, columns, rows }));
}

function isShown(column: { readonly title: string; readonly index: number }, options: CsvOptions): boolean {
  if (options.hiddenNumbers.has(column.index + 1) || options.hide.includes(column.title)) return false;
  return options.show === null || options.show.includes(column.title);
}

function readOptions(args: string): CsvOptions {
  const options: CsvOptions = {
    delimiter: null,
    quote: null,
    name: '',
    hiddenNumbers: new Set(),
    show: null,
    hide: [],
    autofilter: [],
    links: [],
    staticColumns: [],
    staticValues: [],
  };
  for (const argument of args.split(/\s+/)) readOption(options, argument);
  return options;
}

function readOption(options: CsvOptions, argument: string): void {
  if (argument.length === 1) options.delimiter = argument;
  else if (/^-\d+$/.test(argument)) options.hiddenNumbers.add(Number(argument.slice(1)));
  const equals = argument.indexOf('=');
  if (equals <= 0) return;
  const value = argument.slice(equals + 1);
  const list = value.split(',');
  switch (argument.slice(0, equals)) {
    case 'delimiter':
    case 'separator':
      options.delimiter = value.charAt(0) || null;
      break;
    case 'quotechar':
      options.quote = value.charAt(0) || null;
      break;
    case 'name':
      options.name = value;
      break;
    case 'show':
      options.show = list;
      break;
    case 'hide':
      options.hide = list;
      break;
    case 'autofilter':
      options.autofilter = list;
      break;
    case 'link':
      options.links = list;
      break;
    case 'static_cols':
      options.staticColumns = list;
      break;
    case 'static_vals':
      options.staticValues = list;
      break;
  }
}

/** Delimiters in the order in which they are looked for. */
const candidates = [',', '\t', ';', ' ', ':'];

/** The delimiter that stands in the headings; `;` if none does. */
function guessDelimiter(head: string): string {
  return candidates.find((delimiter) => head.includes(delimiter)) ?? ';';
}

/** Records and their fields; without a quote character a line is a record. */
function splitRecords(text: string, delimiter: string, quote: string | null): string[][] {
  if (text === '') return [];
  if (quote === null) return text.split('\n').map((line) => line.split(delimiter));
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let position = 0; position < text.length; position += 1) {
    const character = text.charAt(position);
    if (quoted && character === quote && text.charAt(position + 1) === quote) {
      field += quote;
      position += 1;
    } else if (character === quote && (quoted || field === '')) quoted = !quoted;
    else if (!quoted && character === delimiter) {
      record.push(field);
      field = '';
    } else if (!quoted && character === '\n') {
      records.push([...record, field]);
      record = [];
      field = '';
    } else field += character;
  }
  records.push([...record, field]);
  return records;
}

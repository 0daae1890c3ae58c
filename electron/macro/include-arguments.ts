export interface IncludeArguments {
  /** Page name, or a regular expression that starts with `^`. */
  readonly name: string;
  readonly heading: string | null;
  readonly level: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly sort: 'ascending' | 'descending' | null;
  readonly items: number | null;
  readonly skipItems: number;
  readonly titlesOnly: boolean;
  readonly editLink: boolean;
}

/**
 * Parts in the one order that is allowed (spec/macros.md §3.4); null: the arguments are not that.
 *
 * The name is followed by the place of the heading, which may be empty, as may that of the level behind it.
 */
export function readIncludeArguments(source: string): IncludeArguments | null {
  const [name = '', ...parts] = splitAtCommas(source);
  if (name.trim() === '') return null;
  const first = parts.shift();
  const heading = first === undefined || first === '' ? null : quoted(first);
  if (first !== undefined && first !== '' && heading === null) return null;
  const take = <T>(read: (part: string) => T | null): T | null => {
    const part = parts[0];
    const value = part === undefined ? null : read(part);
    if (value !== null) parts.shift();
    return value;
  };
  const level = take((part) => (/^\d*$/.test(part) ? part : null));
  const from = take((part) => setting(part, 'from', quoted));
  const to = take((part) => setting(part, 'to', quoted));
  const sort = take((part) =>
    setting(part, 'sort', (value) => (value === 'ascending' || value === 'descending' ? value : null)),
  );
  const items = take((part) => setting(part, 'items', integer));
  const skipItems = take((part) => setting(part, 'skipitems', integer));
  const titlesOnly = take((part) => (part === 'titlesonly' ? true : null));
  const editLink = take((part) => (part === 'editlink' ? true : null));
  if (parts.length > 0) return null;
  return {
    name: name.trim(),
    heading,
    level: Number(level ?? '') || 1,
    from,
    to,
    sort,
    items,
    skipItems: skipItems ?? 0,
    titlesOnly: titlesOnly ?? false,
    editLink: editLink ?? false,
  };
}

function setting<T>(part: string, key: string, read: (value: string) => T | null): T | null {
  return part.startsWith(`${key}=`) ? read(part.slice(key.length + 1)) : null;
}

/** Text in single or double quotes, not empty. */
function quoted(part: string): string | null {
  const quote = part.charAt(0);
  if ((quote !== '"' && quote !== "'") || part.length < 3 || !part.endsWith(quote)) return null;
  return part.slice(1, -1);
}

function integer(value: string): number | null {
  return /^\d+$/.test(value) ? Number(value) : null;
}

/** Parts between commas, without the blanks behind the commas. Commas in quotes don't separate. */
function splitAtCommas(source: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quote = '';
  for (let position = 0; position <= source.length; position += 1) {
    const character = source.charAt(position);
    if (quote !== '' && character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'") && startsValue(source, position))
      quote = character;
    else if (character === '' || (quote === '' && character === ',')) {
      parts.push(source.slice(start, position).trimStart());
      start = position + 1;
    }
  }
  return parts;
}

/** A quote opens a value only behind a comma or `=`. */
function startsValue(source: string, position: number): boolean {
  let before = position - 1;
  while (source.charAt(before) === ' ') before -= 1;
  return source.charAt(before) === ',' || source.charAt(before) === '=';
}

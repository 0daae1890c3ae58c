import * as names from '../../shared/names/page-name.ts';
import { percentEncode } from '../../shared/names/percent.ts';

/** One query parameter list; order is kept, what is undefined is left out. */
export type QueryValues = Readonly<Record<string, string | number | undefined>>;

/** A page's address below `scriptRoot`, e.g. `/wiki/Front%20Page?action=edit#top`. */
export function pageUrl(scriptRoot: string, name: string, query: QueryValues = {}, anchor = ''): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as const],
  );
  return names.pageUrl(scriptRoot, name, { query: pairs, anchor: percentEncode(anchor) });
}

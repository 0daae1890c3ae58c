import type { SessionFilter } from '../../shared/contract/session.ts';

export type FilterKind = SessionFilter['kind'];

/** What a person typed into the filter: `user:anna wiki:alpha kind:switched words`. */
export interface TypedFilter {
  readonly text: string;
  readonly userText: string;
  readonly wikis: readonly string[];
  /** Null = nothing typed about it; the chips decide. */
  readonly kind: FilterKind | null;
}

const kinds: Readonly<Record<string, FilterKind>> = {
  all: 'all',
  'logged-in': 'logged-in',
  login: 'logged-in',
  switched: 'switched',
  anonymous: 'anonymous',
  expired: 'expired',
  problem: 'problem',
};

/** Words that follow no rule are searched for as they are; quotes keep blanks together: `user:"Carol Sample"`. */
export function parseFilter(typed: string): TypedFilter {
  const words: string[] = [];
  const wikis: string[] = [];
  let userText = '';
  let kind: FilterKind | null = null;
  for (const match of typed.matchAll(/(?:(user|wiki|kind):)?(?:"([^"]*)"?|(\S+))/gi)) {
    const value = match[2] ?? match[3] ?? '';
    const rule = match[1]?.toLowerCase();
    if (rule === 'user') userText = value;
    else if (rule === 'wiki') wikis.push(value);
    else if (rule === 'kind' && kinds[value.toLowerCase()] !== undefined)
      kind = kinds[value.toLowerCase()] ?? null;
    else words.push(match[0]);
  }
  return { text: words.join(' '), userText, wikis, kind };
}

/** Filter and chip as one text, so that both come back when it is typed again. */
export function filterText(typed: string, kind: FilterKind): string {
  const words = typed.trim();
  const chip = kind === 'all' || parseFilter(words).kind !== null ? '' : `kind:${kind}`;
  return [chip, words].filter(Boolean).join(' ');
}

export function makeFilter(
  typed: string,
  kind: FilterKind,
  seenBetween: SessionFilter['seenBetween'],
): SessionFilter {
  const parsed = parseFilter(typed);
  return {
    text: parsed.text,
    userId: null,
    userText: parsed.userText,
    wikis: parsed.wikis,
    kind: parsed.kind ?? kind,
    seenBetween,
  };
}

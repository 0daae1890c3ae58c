import { pythonLiteral } from '../../../shared/python/literal.ts';
import { textOf } from '../../../shared/python-value.ts';
import type { ConfigProblem } from '../reading.ts';
import { secretLiteral } from './accounts.ts';
import { change, type CheckContext, type CheckedWiki, type ConfigFix } from './finding.ts';

/** The edit that mends what keeps a wiki from loading; null when only a person can. */
export function loadFix(
  wiki: CheckedWiki,
  { code, option }: ConfigProblem,
  context: CheckContext,
): readonly ConfigFix[] | null {
  if (option === undefined) return null;
  switch (code) {
    case 'secrets-too-short':
    case 'secret-missing-or-short':
      return change(wiki, 'secrets', secretLiteral(context));
    case 'superuser-not-list':
    case 'actions-superuser-not-list':
      return change(wiki, option, asList(wiki, option));
    case 'passlib-off-but-scheme':
      return change(wiki, 'passlib_support', 'True');
    case 'password-scheme':
    case 'passlib-context':
      return change(wiki, option, null);
    case 'uncaught-TypeError':
      if (option === 'secrets') return change(wiki, option, secretLiteral(context));
      return option === 'config_check_enabled' ? change(wiki, option, 'False') : null;
    default:
      return null;
  }
}

/** The same names in square brackets. */
function asList(wiki: CheckedWiki, option: string): string {
  const raw = wiki.reading.options.get(option)?.raw ?? null;
  const items =
    raw?.type === 'tuple' || raw?.type === 'set' ? raw.items : raw && textOf(raw) !== null ? [raw] : [];
  return pythonLiteral({ type: 'list', items });
}

import { parseArgs } from 'node:util';
import { openWiki } from '../api/wiki-pages.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { done, failed, table, usage, type Outcome } from './output.ts';

/** What a person may do with a page, and which rule says so (spec/acl.md). */
export async function mayCommand(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      wiki: { type: 'string' },
      page: { type: 'string' },
      user: { type: 'string', default: '' },
    },
  });
  const [directory, ...rest] = positionals;
  if (directory === undefined || rest.length > 0) return usage('name one farm');
  const { page } = values;
  if (page === undefined) return usage('name the page with --page');
  const opened = await openFarm(directory);
  if (!opened.ok) return failed(opened.error);
  try {
    const unit = chooseWiki(opened.value, values.wiki);
    if (!unit.ok) return failed(unit.error);
    const running = await openWiki(opened.value.host, unit.value);
    if (!running.ok) return failed(running.error);
    const { state, settings } = running.value;
    const account = values.user === '' ? null : await state.users.findByName(values.user);
    if (account) state.noteAccount(account);
    const visitor = { name: values.user, authMethod: account ? 'moin' : null };
    const rights = settings.aclRightsValid.map((right) => ({
      right,
      ...state.rights.may(visitor, right, page),
    }));
    const lines = rights.map(({ right, allowed, rule }) => [right, allowed ? 'yes' : 'no', ruleText(rule)]);
    return done(table(lines), { page, user: values.user, hasAccount: account !== null, rights });
  } finally {
    await opened.value.close();
  }
}

function ruleText(rule: {
  readonly list: string;
  readonly page: string | null;
  readonly entry: string | null;
}): string {
  if (rule.list === 'none') return 'no rule says so';
  const where = rule.page === null ? `acl_rights_${rule.list}` : `#acl of ${rule.page}`;
  return `${where}: ${rule.entry ?? ''}`;
}

import { openWiki } from '../api/wiki-pages.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { done, failed, table, usage, type Outcome } from './output.ts';

const options = {
  wiki: { value: 'W', about: 'which wiki; not needed when there is one' },
  page: { value: 'P', about: 'the page' },
  user: { value: 'U', about: 'the person; without it a visitor who is not logged in' },
} as const;

export const mayCommand = defineCommand({
  name: 'may',
  forms: ['FARM --wiki W --page P --user U'],
  options,
  run: may,
});

/** spec/acl.md. */
async function may(values: OptionValues<typeof options>, words: readonly string[]): Promise<Outcome> {
  const user = values.user ?? '';
  const [directory, ...rest] = words;
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
    const account = user === '' ? null : await state.users.findByName(user);
    if (account) state.noteAccount(account);
    const visitor = { name: user, authMethod: account ? 'moin' : null };
    const rights = settings.aclRightsValid.map((right) => ({
      right,
      ...state.rights.may(visitor, right, page),
    }));
    const lines = rights.map(({ right, allowed, rule }) => [right, allowed ? 'yes' : 'no', ruleText(rule)]);
    return done(table(lines), { page, user, hasAccount: account !== null, rights });
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
  if (rule.list === 'policy') return `SecurityPolicy (autoadmin): ${rule.entry ?? ''}`;
  const where = rule.page === null ? `acl_rights_${rule.list}` : `#acl of ${rule.page}`;
  return `${where}: ${rule.entry ?? ''}`;
}

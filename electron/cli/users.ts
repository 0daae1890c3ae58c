import type { RequestValue } from '../../shared/contract.ts';
import type { UserRow } from '../../shared/contract/user.ts';
import type { FarmApi } from '../api/farm-api.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { givenPassword } from './password.ts';
import { done, failed, table, usage, type Outcome } from './output.ts';
import { english, inEnglish } from '../../shared/texts/english.ts';
import { sentence } from '../../shared/texts/sentence.ts';

const options = {
  wiki: { value: 'W', about: 'the accounts of this wiki, when wikis have their own' },
  email: { value: 'ADDRESS', about: 'of a new account' },
  alias: { value: 'TEXT', about: 'the name that is shown instead' },
  password: {
    value: 'TEXT',
    about: 'the new password; `-` reads it from standard input, without it one is made',
  },
  mail: { about: 'mail the recovery link to the account instead of showing it' },
  'end-sessions': { about: 'end the sessions of the account too' },
} as const;
type Choice = OptionValues<typeof options>;

export const usersCommand = defineCommand({
  name: 'users',
  forms: [
    'list FARM',
    'show|enable FARM NAME|ID',
    'disable FARM NAME|ID [--end-sessions]',
    'create FARM NAME --email ADDRESS [--password TEXT]',
    'password FARM NAME|ID [--password TEXT] [--end-sessions]',
    'recover FARM NAME|ID [--mail]',
  ],
  options,
  run: users,
});

async function users(values: Choice, words: readonly string[]): Promise<Outcome> {
  const [what, directory, name, ...rest] = words;
  if (what === undefined || directory === undefined || rest.length > 0)
    return usage('say what to do, with which farm and whom');
  const farm = await openFarm(directory);
  if (!farm.ok) return failed(farm.error);
  try {
    return await carryOut(farm.value, what, name, values);
  } finally {
    await farm.value.close();
  }
}

async function carryOut(
  farm: FarmApi,
  what: string,
  name: string | undefined,
  choice: Choice,
): Promise<Outcome> {
  const accounts = await storeFor(farm, choice.wiki);
  if (!accounts.ok) return failed(accounts.error);
  const { storeId, rows } = accounts;
  if (what === 'list') return list(rows);
  if (name === undefined) return usage('name the account');
  if (what === 'create') return create(farm, storeId, name, choice);
  const row =
    rows.find((candidate) => candidate.id === name) ?? rows.find((candidate) => candidate.name === name);
  if (!row) return failed({ code: 'not-found', message: sentence('command.noAccount', { name }) });
  return change(farm, what, row, choice);
}

function list(rows: readonly UserRow[]): Outcome {
  const lines = rows.map((row) => [
    row.id,
    row.name,
    row.email,
    row.damaged === null ? stateOf(row) : english(row.damaged),
    row.sessions > 0 ? `${row.sessions} sessions` : '',
  ]);
  return done(lines.length > 0 ? table(lines) : 'No accounts.\n', rows);
}

const stateOf = (row: UserRow): string =>
  row.disabled ? 'disabled' : row.superuserOn.length > 0 ? 'superuser' : '';

async function create(farm: FarmApi, storeId: string, name: string, choice: Choice): Promise<Outcome> {
  if (choice.email === undefined) return usage('a new account needs --email');
  const made = await ask(farm, 'user:create', storeId, {
    name,
    email: choice.email,
    aliasName: choice.alias ?? '',
    password: choice.password === undefined ? null : await givenPassword(choice.password),
  });
  if (!made.ok) return failed(made.error);
  const { userId } = made.value as { readonly userId: string };
  return done(`Created ${name} (${userId}).\n`, { id: userId, name });
}

async function change(farm: FarmApi, what: string, row: UserRow, choice: Choice): Promise<Outcome> {
  const target = [row.storeId, row.id] as const;
  const endSessions = { endSessions: choice['end-sessions'] };
  const shown = { id: row.id, name: row.name };
  switch (what) {
    case 'show': {
      const details = await ask(farm, 'user:show', ...target);
      return details.ok
        ? done(`${JSON.stringify(details.value, inEnglish, 2)}\n`, details.value)
        : failed(details.error);
    }
    case 'disable': {
      const disabled = await ask(farm, 'user:disable', ...target, endSessions);
      return disabled.ok ? done(`Disabled ${row.name}.\n`, shown) : failed(disabled.error);
    }
    case 'enable': {
      const enabled = await ask(farm, 'user:enable', ...target);
      return enabled.ok ? done(`Enabled ${row.name}.\n`, shown) : failed(enabled.error);
    }
    case 'recover': {
      const recovery = await ask(farm, 'user:recover', ...target, choice.mail ? 'mail' : 'show');
      if (!recovery.ok) return failed(recovery.error);
      const made = recovery.value as RequestValue<'user:recover'>;
      const text = made.kind === 'link' ? `${made.link}\n` : `Mailed a link to ${made.address}.\n`;
      return done(text, { ...shown, ...made });
    }
    case 'password': {
      const wish =
        choice.password === undefined
          ? { kind: 'generate' }
          : { kind: 'given', password: await givenPassword(choice.password) };
      const reset = await ask(farm, 'user:resetPassword', ...target, wish, endSessions);
      if (!reset.ok) return failed(reset.error);
      const { generated } = reset.value as { readonly generated: string | null };
      return done(generated === null ? `Set the password of ${row.name}.\n` : `${generated}\n`, {
        ...shown,
        generated,
      });
    }
    default:
      return usage(`there is no “users ${what}”`);
  }
}

/** The same requests that the window makes. */
const ask = (farm: FarmApi, name: string, ...args: readonly unknown[]) =>
  farm.request(name, [farm.host.options.farmId, ...args]);

async function storeFor(farm: FarmApi, wiki: string | undefined) {
  const listed = await ask(farm, 'user:list', {
    text: '',
    storeId: null,
    offset: 0,
    limit: Number.MAX_SAFE_INTEGER,
  });
  if (!listed.ok) return listed;
  // From our own api in this process.
  const { rows, stores } = listed.value as {
    readonly rows: readonly UserRow[];
    readonly stores: readonly { readonly id: string; readonly wikis: readonly string[] }[];
  };
  const [only] = stores;
  if (wiki === undefined && stores.length === 1 && only) return { ok: true, storeId: only.id, rows } as const;
  const unit = chooseWiki(farm, wiki);
  if (!unit.ok) return unit;
  const store = stores.find((candidate) => candidate.wikis.includes(unit.value.id));
  return {
    ok: true,
    storeId: store?.id ?? '',
    rows: rows.filter((row) => row.storeId === store?.id),
  } as const;
}

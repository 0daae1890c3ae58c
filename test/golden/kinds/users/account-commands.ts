import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  createAccount,
  disableAccount,
  setAccountPassword,
  type AccountTools,
} from '../../../../electron/user/accounts.ts';
import { parseAttributes } from '../../../../electron/user/profile-codec.ts';
import { tableRunner, type Verdict } from '../sessions/runner.ts';
import {
  attributeJson,
  comparableProfile,
  difference,
  firstDifference,
  hasherFor,
  isGroupName,
  openStore,
  profileTexts,
  textDifference,
  withUserFolder,
} from './support.ts';

const files = z.record(z.string(), z.string());

const schema = z.array(
  z.looseObject({
    name: z.string(),
    command: z.string(),
    arguments: z.array(z.string()),
    clock: z.number(),
    password_scheme: z.enum(['{PASSLIB}', '{SSHA}']),
    users_before: files,
    verdict: z.string(),
    new_files: files,
    changed_files: files,
    ours: z
      .looseObject({
        verdict: z.string().optional(),
        verdict_any_of: z.array(z.string()).optional(),
        new_files: files.optional(),
        changed_files: files.optional(),
        changed_file_keys: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
      })
      .optional(),
  }),
);
type Row = z.infer<typeof schema>[number];

interface Words {
  readonly name: string;
  readonly email: string;
  readonly alias: string;
  readonly uid: string;
  readonly password: string;
  readonly allUsers: boolean;
}

function wordsOf(row: Row): Words {
  const text = { type: 'string', default: '' } as const;
  const { values, positionals } = parseArgs({
    args: row.arguments,
    allowPositionals: true,
    options: {
      name: text,
      email: text,
      alias: text,
      uid: text,
      password: text,
      'all-users': { type: 'boolean', default: false },
    },
  });
  return { ...values, allUsers: values['all-users'], password: positionals[0] ?? values.password };
}

/** Names are looked up among enabled accounts, as the reference's commands do; ids need no lookup. */
async function idsOf(tools: AccountTools, words: Words): Promise<readonly string[]> {
  if (words.allUsers) return (await tools.accounts.list()).profiles.map((profile) => profile.id);
  if (words.uid !== '') return [words.uid];
  const profile = await tools.accounts.findByName(words.name);
  return profile === null ? [] : [profile.id];
}

async function runCommand(tools: AccountTools, row: Row, words: Words): Promise<string> {
  const verb = row.command.split(' ').at(-1);
  if (verb === 'create') {
    const { name, email, alias, password } = words;
    const outcome = await createAccount(tools, { name, email, aliasName: alias, password });
    if (outcome.kind === 'created') return 'created';
    if (outcome.reason === 'name-taken') return 'exists';
    return outcome.reason.endsWith('-missing') ? 'other' : outcome.reason;
  }
  const ids = await idsOf(tools, words);
  if (ids.length === 0) return 'unknown-user';
  let verdict = 'silent';
  for (const id of ids) {
    if (verb === 'disable') verdict = (await disableAccount(tools, id)).kind;
    else {
      const outcome = await setAccountPassword(tools, id, words.password);
      if (outcome.kind === 'unknown-user') return outcome.kind;
      if (outcome.profile.email === '') verdict = 'no-email';
    }
  }
  return verdict;
}

const withoutRandom = (id: string): string => id.slice(0, id.lastIndexOf('.'));

/** Every new id and new salt is as good as another; a new hash must fit the password. */
async function compareFile(row: Row, words: Words, expected: string, found: string): Promise<string | null> {
  const stored = /^enc_password=(.*)$/m.exec(found)?.[1] ?? '';
  let text = found;
  if (/^enc_password=.*<random salt>/m.test(expected)) {
    if (!(await hasherFor('{SSHA}').verify(stored, words.password)).matches)
      return 'the stored password does not accept the one given';
    text = text.replace(/^enc_password=(\{[A-Z0-9]+\}).*$/m, 'enc_password=$1<random salt>');
  }
  const comparable = (profile: string): string =>
    comparableProfile(profile).replace(/^(# .* for id '.*)\.[0-9]+'$/m, "$1'");
  return textDifference(row.name, comparable(expected), comparable(text));
}

/** Files by what stays of their name: new ones without the random part of the id. */
async function compareFiles(
  row: Row,
  words: Words,
  expected: Record<string, string>,
  found: Record<string, string>,
  key: (id: string) => string,
): Promise<string | null> {
  const keyed = new Map(Object.entries(found).map(([id, text]) => [key(id), text]));
  const names = difference('files', Object.keys(expected).map(key).sort(), [...keyed.keys()].sort());
  if (names !== null) return names;
  const each = Object.entries(expected).map(([id, text]) =>
    compareFile(row, words, text, keyed.get(key(id)) ?? ''),
  );
  return firstDifference(await Promise.all(each));
}

function compareKeys(
  expected: Record<string, Record<string, unknown>>,
  found: Record<string, string>,
): string | null {
  return firstDifference(
    Object.entries(expected).flatMap(([id, keys]) => {
      const attributes = parseAttributes(found[id] ?? '').attributes;
      return Object.entries(keys).map(([key, value]) => {
        const actual = attributes.get(key);
        return difference(key, value, actual === undefined ? null : attributeJson(actual));
      });
    }),
  );
}

async function runRow(row: Row, folder: string): Promise<string | null> {
  const tools: AccountTools = {
    accounts: openStore(folder, row.clock),
    passwords: hasherFor(row.password_scheme),
    isGroupName,
  };
  const words = wordsOf(row);
  const verdict = await runCommand(tools, row, words);
  const after = await profileTexts(folder);
  const before = row.users_before;
  const added = Object.fromEntries(Object.entries(after).filter(([id]) => before[id] === undefined));
  const changed = Object.fromEntries(
    Object.entries(after).filter(([id, text]) => before[id] !== undefined && before[id] !== text),
  );
  const ours = row.ours;
  const verdicts = ours?.verdict_any_of ?? [ours?.verdict ?? row.verdict];
  const newFiles = ours === undefined ? row.new_files : ours.new_files;
  const changedFiles = ours === undefined ? row.changed_files : ours.changed_files;
  return firstDifference([
    verdicts.includes(verdict) ? null : `verdict: expected ${verdicts.join(' or ')}, found ${verdict}`,
    newFiles === undefined ? null : await compareFiles(row, words, newFiles, added, withoutRandom),
    changedFiles === undefined ? null : await compareFiles(row, words, changedFiles, changed, (id) => id),
    compareKeys(ours?.changed_file_keys ?? {}, after),
  ]);
}

export const accountCommands = tableRunner('account-commands.json', schema, function* (rows) {
  for (const row of rows) {
    yield async (): Promise<Verdict> => ({
      name: row.name,
      difference: await withUserFolder(row.users_before, (folder) => runRow(row, folder)),
    });
  }
});

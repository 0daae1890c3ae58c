import type { GoldenKind } from '../kind.ts';
import type { SessionsRunner } from './sessions/runner.ts';
import { accountCommands } from './users/account-commands.ts';
import { groups } from './users/groups.ts';
import { lookupCache } from './users/lookup-cache.ts';
import { names } from './users/names.ts';
import { passwordChecker, passwords, recoveryTokens } from './users/passwords.ts';
import { superuser } from './users/superuser.ts';
import { userFiles } from './users/user-files.ts';
import { userIds } from './users/user-ids.ts';

/** One runner per golden file (golden/users/COMPARE.md). */
const runners: readonly SessionsRunner[] = [
  userFiles,
  names,
  passwords,
  passwordChecker,
  recoveryTokens,
  userIds,
  lookupCache,
  accountCommands,
  superuser,
  groups,
];

export const kind: GoldenKind = {
  name: 'users',
  async *run(directory) {
    for (const run of runners) yield* run(directory);
  },
};

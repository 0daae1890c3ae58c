import { common } from './de/common.ts';
import { create } from './de/create.ts';
import { help } from './de/help.ts';
import { identity } from './de/identity.ts';
import { log } from './de/log.ts';
import { options } from './de/options.ts';
import { overview } from './de/overview.ts';
import { sessions } from './de/sessions.ts';
import { sharing } from './de/sharing.ts';
import { shell } from './de/shell.ts';
import { transfer } from './de/transfer.ts';
import { users } from './de/users.ts';

/** German; a sentence that is missing does not compile. */
export const de = {
  ...common,
  ...shell,
  ...overview,
  ...sessions,
  ...options,
  ...sharing,
  ...transfer,
  ...users,
  ...log,
  ...create,
  ...identity,
  ...help,
};

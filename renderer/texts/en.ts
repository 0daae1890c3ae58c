import { common } from './en/common.ts';
import { create } from './en/create.ts';
import { help } from './en/help.ts';
import { identity } from './en/identity.ts';
import { log } from './en/log.ts';
import { options } from './en/options.ts';
import { overview } from './en/overview.ts';
import { sessions } from './en/sessions.ts';
import { sharing } from './en/sharing.ts';
import { shell } from './en/shell.ts';
import { transfer } from './en/transfer.ts';
import { users } from './en/users.ts';

/** Every sentence of the window, by id; one file per feature. */
export const en = {
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
} as const;

import { address } from './en/address.ts';
import { check } from './en/check.ts';
import { command } from './en/command.ts';
import { common } from './en/common.ts';
import { config } from './en/config.ts';
import { create } from './en/create.ts';
import { duplicate } from './en/duplicate.ts';
import { farm } from './en/farm.ts';
import { files } from './en/files.ts';
import { identity } from './en/identity.ts';
import { log } from './en/log.ts';
import { login } from './en/login.ts';
import { notice } from './en/notice.ts';
import { openFarm } from './en/open-farm.ts';
import { optionHelp } from './en/option-help.ts';
import { options } from './en/options.ts';
import { pages } from './en/pages.ts';
import { program } from './en/program.ts';
import { recovery } from './en/recovery.ts';
import { sessions } from './en/sessions.ts';
import { transfer } from './en/transfer.ts';
import { users } from './en/users.ts';
import { why } from './en/why.ts';

/** Every sentence that the core and the farm host say, by id; one file per domain. */
export const en = {
  ...address,
  ...check,
  ...command,
  ...common,
  ...config,
  ...create,
  ...duplicate,
  ...farm,
  ...files,
  ...identity,
  ...log,
  ...login,
  ...openFarm,
  ...optionHelp,
  ...options,
  ...pages,
  ...program,
  ...recovery,
  ...sessions,
  ...transfer,
  ...users,
  ...why,
  ...notice,
} as const;

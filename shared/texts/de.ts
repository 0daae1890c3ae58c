import { address } from './de/address.ts';
import { check } from './de/check.ts';
import { command } from './de/command.ts';
import { common } from './de/common.ts';
import { config } from './de/config.ts';
import { create } from './de/create.ts';
import { duplicate } from './de/duplicate.ts';
import { farm } from './de/farm.ts';
import { files } from './de/files.ts';
import { identity } from './de/identity.ts';
import { log } from './de/log.ts';
import { login } from './de/login.ts';
import { notice } from './de/notice.ts';
import { openFarm } from './de/open-farm.ts';
import { optionHelp } from './de/option-help.ts';
import { options } from './de/options.ts';
import { pages } from './de/pages.ts';
import { program } from './de/program.ts';
import { recovery } from './de/recovery.ts';
import { sessions } from './de/sessions.ts';
import { transfer } from './de/transfer.ts';
import { users } from './de/users.ts';
import { why } from './de/why.ts';

/** German; a sentence that is missing does not compile. */
export const de = {
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
};

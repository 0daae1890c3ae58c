import { address } from './en/address.ts';
import { common } from './en/common.ts';
import { farm } from './en/farm.ts';
import { openFarm } from './en/open-farm.ts';
import { recovery } from './en/recovery.ts';

/** Every sentence that the core and the farm host say, by id; one file per domain. */
export const en = {
  ...address,
  ...common,
  ...openFarm,
  ...farm,
  ...recovery,
} as const;

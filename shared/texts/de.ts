import { address } from './de/address.ts';
import { common } from './de/common.ts';
import { farm } from './de/farm.ts';
import { openFarm } from './de/open-farm.ts';
import { recovery } from './de/recovery.ts';

/** German; a sentence that is missing does not compile. */
export const de = {
  ...address,
  ...common,
  ...openFarm,
  ...farm,
  ...recovery,
};

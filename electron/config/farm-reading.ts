import type { FarmReading } from './reading.ts';
export type * from './reading.ts';

/**
 * Reads a config folder without running any Python (spec/config.md). A folder without `farmconfig.py` is one wiki
 * named `wikiconfig`. Never throws for what the files hold: problems are part of the answer; throws only when the
 * folder itself can't be read.
 */
export function readFarm(dir: string): Promise<FarmReading> {
  return Promise.reject(new Error(`reading ${dir} is not written yet`));
}

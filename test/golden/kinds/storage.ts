import type { GoldenKind } from '../kind.ts';
import { runTables } from './storage/tables.ts';
import { runTrees } from './storage/trees.ts';

/** golden/storage/COMPARE.md: tables row by row, then whole wikis read and made again. */
export const kind: GoldenKind = {
  name: 'storage',
  async *run(directory) {
    yield* runTables(directory);
    yield* runTrees(directory);
  },
};

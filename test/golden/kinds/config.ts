import { existsSync } from 'node:fs';
import path from 'node:path';
import type { GoldenKind } from '../kind.ts';
import { editCases } from './config/edits.ts';
import { farmCases } from './config/farms.ts';
import { urlCases } from './config/urlmap.ts';

/** golden/config (its COMPARE.md): farms and their wikis, addresses, edits. */
export const kind: GoldenKind = {
  name: 'config',
  async *run(directory) {
    if (existsSync(path.join(directory, 'farms'))) {
      yield* farmCases(path.join(directory, 'farms'));
      if (existsSync(path.join(directory, 'urlmap.json'))) yield* urlCases(directory);
    }
    if (existsSync(path.join(directory, 'edits'))) yield* editCases(path.join(directory, 'edits'));
  },
};

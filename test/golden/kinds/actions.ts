import type { GoldenKind } from '../kind.ts';
import { run as diff } from './actions/diff.ts';
import { run as http } from './actions/http.ts';
import { run as search } from './actions/search.ts';

/** One runner per golden file (golden/actions/COMPARE.md). */
export const kind: GoldenKind = {
  name: 'actions',
  async *run(directory) {
    for (const run of [http, diff, search]) yield* run(directory);
  },
};

import type { GoldenKind } from '../kind.ts';
import { run as diff } from './actions/diff.ts';
import { run as http } from './actions/http.ts';
import { run as recentchanges } from './actions/recentchanges.ts';
import { run as search } from './actions/search.ts';
import { run as xmlrpc } from './actions/xmlrpc.ts';

/** One runner per golden file (golden/actions/COMPARE.md). */
export const kind: GoldenKind = {
  name: 'actions',
  async *run(directory) {
    for (const run of [http, search, xmlrpc, diff, recentchanges]) yield* run(directory);
  },
};

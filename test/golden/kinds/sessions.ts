import type { GoldenKind } from '../kind.ts';
import { cleansessions } from './sessions/cleansessions.ts';
import { listing } from './sessions/listing.ts';
import type { SessionsRunner } from './sessions/runner.ts';
import { sessionFiles } from './sessions/session-files.ts';
import { sessionObject } from './sessions/session-object.ts';
import { tickets } from './sessions/tickets.ts';
import { writerCases } from './sessions/writer-cases.ts';

/** One runner per golden file (golden/sessions/COMPARE.md). */
const runners: readonly SessionsRunner[] = [
  sessionFiles,
  writerCases,
  sessionObject,
  listing,
  cleansessions,
  tickets,
];

export const kind: GoldenKind = {
  name: 'sessions',
  async *run(directory) {
    for (const run of runners) yield* run(directory);
  },
};

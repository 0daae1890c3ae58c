import type { GoldenKind } from '../kind.ts';
import { cleansessions } from './sessions/cleansessions.ts';
import { cookieNames } from './sessions/cookie-names.ts';
import { lifetimes } from './sessions/lifetimes.ts';
import { listing } from './sessions/listing.ts';
import type { SessionsRunner } from './sessions/runner.ts';
import { seedMacro } from './sessions/seed-macro.ts';
import { sessionFiles } from './sessions/session-files.ts';
import { sessionObject } from './sessions/session-object.ts';
import { setCookie } from './sessions/set-cookie.ts';
import { tickets } from './sessions/tickets.ts';
import { topologies } from './sessions/topologies.ts';
import { transcripts } from './sessions/transcripts.ts';
import { writerCases } from './sessions/writer-cases.ts';

/** One runner per golden file (golden/sessions/COMPARE.md). */
const runners: readonly SessionsRunner[] = [
  sessionFiles,
  writerCases,
  sessionObject,
  listing,
  cleansessions,
  tickets,
  cookieNames,
  setCookie,
  lifetimes,
  transcripts,
  seedMacro,
  topologies,
];

export const kind: GoldenKind = {
  name: 'sessions',
  async *run(directory) {
    for (const run of runners) yield* run(directory);
  },
};

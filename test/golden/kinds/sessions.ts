import type { GoldenKind } from '../kind.ts';
import type { SessionsRunner } from './sessions/runner.ts';
import { sessionFiles } from './sessions/session-files.ts';
import { writerCases } from './sessions/writer-cases.ts';

/** One runner per golden file (golden/sessions/COMPARE.md). */
const runners: readonly SessionsRunner[] = [sessionFiles, writerCases];

export const kind: GoldenKind = {
  name: 'sessions',
  async *run(directory) {
    for (const run of runners) yield* run(directory);
  },
};

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { systemErrorCode } from '../../../../electron/base/system-error.ts';
import type { CaseResult } from '../../kind.ts';
import { GoldenServer } from '../wiki/http-client.ts';
import type { SessionsRunner } from './runner.ts';
import { transcriptSchema } from './transcript.ts';
import { TranscriptRun } from './transcript-run.ts';

/** All transcripts, each on a fresh wiki behind a real HTTP server. One case is one step with a request. */
export const transcripts: SessionsRunner = async function* run(directory) {
  const folder = path.join(directory, 'transcripts');
  const names = await namesIn(folder);
  if (names.length === 0) return;
  const server = await GoldenServer.start();
  try {
    for (const name of names)
      yield* runTranscript(server, path.join(folder, name), name.replace(/\.json$/, ''));
  } finally {
    await server.close();
  }
};

const tags = ['transcripts'];
/** Parts that this product has not got yet: such transcripts are not counted (COMPARE.md). */
const notBuilt: ReadonlySet<string> = new Set(['xmlrpc']);

async function* runTranscript(server: GoldenServer, file: string, name: string): AsyncGenerator<CaseResult> {
  const parsed = transcriptSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) {
    yield { name, tags, passed: false, difference: z.prettifyError(parsed.error).slice(0, 200) };
    return;
  }
  if (parsed.data.needs.some((part) => notBuilt.has(part))) return;
  yield* playTranscript(server, parsed.data, tags);
}

/** Every step of one transcript as a case; what can't be set up or sent has failed. */
export async function* playTranscript(
  server: GoldenServer,
  transcript: z.infer<typeof transcriptSchema>,
  caseTags: readonly string[],
  macros: ConstructorParameters<typeof TranscriptRun>[2] = [],
): AsyncGenerator<CaseResult> {
  const run = new TranscriptRun(server, transcript, macros);
  const result = (step: string, difference: string | null): CaseResult => ({
    name: `${transcript.name}#${step}`,
    tags: caseTags,
    passed: difference === null,
    ...(difference === null ? {} : { difference }),
  });
  try {
    const setUp = await guarded(async () => {
      await run.setUp();
      return null;
    });
    if (transcript.request !== undefined)
      yield result('1', setUp ?? (await guarded(() => run.playSingleRequest())));
    for (const step of transcript.steps) {
      if (step.request === undefined) {
        await guarded(async () => {
          await run.carryOut(step);
          return null;
        });
        continue;
      }
      yield result(String(step.step), setUp ?? (await guarded(() => run.play(step))));
    }
  } finally {
    await run.tearDown();
  }
}

async function guarded(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? `crashed: ${error.message}` : String(error);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

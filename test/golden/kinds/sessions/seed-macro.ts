import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { systemErrorCode } from '../../../../electron/base/system-error.ts';
import type { Macro } from '../../../../electron/macro/macro.ts';
import { GoldenServer } from '../wiki/http-client.ts';
import type { SessionsRunner } from './runner.ts';
import { transcriptSchema } from './transcript.ts';
import { playTranscript } from './transcripts.ts';

/** Transcripts of a page with the example macro of MoinMoin's session documentation, here in JavaScript. */
export const seedMacro: SessionsRunner = async function* run(directory) {
  let text: string;
  try {
    text = await readFile(path.join(directory, 'seed-macro.json'), 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return;
    throw error;
  }
  const parsed = z.array(transcriptSchema).safeParse(JSON.parse(text));
  if (!parsed.success) {
    const difference = z.prettifyError(parsed.error).slice(0, 200);
    yield { name: 'seed-macro.json', tags: ['seed-macro'], passed: false, difference };
    return;
  }
  const server = await GoldenServer.start();
  try {
    for (const transcript of parsed.data) yield* playTranscript(server, transcript, ['seed-macro'], macros);
  } finally {
    await server.close();
  }
};

/** "Set to a number once a cookie came in" in our macro language; the data's plugins are Python, which Croft never runs. */
const sessionTest: Macro = {
  name: 'SessionTest',
  needs: ['session'],
  run: (_args, { session, random }) => {
    if (session === null || session.isNew) return 'Not storing any state until you send a cookie.';
    if (session.has('test')) return `Loaded value ${String(session.get('test'))}`;
    const value = random(100_000);
    session.set('test', value);
    return `Set to value ${String(value)}`;
  },
};

const visits: Macro = {
  name: 'Visits',
  needs: ['session'],
  run: (_args, { session }) => {
    if (session === null) return 'no session';
    const count = Number(session.get('visits', 0)) + 1;
    session.set('visits', count);
    const seen = [...listOf(session.get('seen')), count];
    session.set('seen', seen);
    return `new=${session.isNew ? 'True' : 'False'} visits=${String(count)} seen=[${seen.join(', ')}]`;
  },
};

/** Changes a stored list in place, which is not saved. */
const nested: Macro = {
  name: 'Nested',
  needs: ['session'],
  run: (_args, { session }) => {
    if (session === null) return 'no session';
    if (!session.has('seen')) {
      session.set('seen', []);
      return 'list created';
    }
    const seen = listOf(session.get('seen'));
    seen.push(seen.length);
    return `list is [${seen.join(', ')}]`;
  },
};

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const macros: readonly Macro[] = [sessionTest, visits, nested];

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { CaseResult } from '../../kind.ts';

/** Runs the cases of one golden file; `sessions.ts` strings the runners together. */
export type SessionsRunner = (directory: string) => AsyncIterable<CaseResult>;

export interface Verdict {
  readonly name: string;
  /** Null = passed. */
  readonly difference: string | null;
}

/**
 * A runner for a file that holds a table: parses it, hands each row to `check`, and turns whatever goes wrong into a
 * failed case. A missing file yields nothing; a file that can't be parsed yields one failure.
 */
export function tableRunner<T extends z.ZodType>(
  file: string,
  schema: T,
  check: (
    content: z.infer<T>,
    directory: string,
  ) => Iterable<() => Promise<Verdict>> | AsyncIterable<() => Promise<Verdict>>,
): SessionsRunner {
  const tag = file.replace(/\.json$/, '');
  return async function* run(directory) {
    const text = await readIfThere(path.join(directory, file));
    if (text === null) return;
    const parsed = schema.safeParse(JSON.parse(text));
    if (!parsed.success) {
      yield {
        name: file,
        tags: [tag],
        passed: false,
        difference: z.prettifyError(parsed.error).slice(0, 200),
      };
      return;
    }
    for await (const runCase of check(parsed.data, directory)) yield result(tag, await guarded(runCase));
  };
}

async function guarded(runCase: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await runCase();
  } catch (error) {
    return { name: '(crashed)', difference: error instanceof Error ? error.message : String(error) };
  }
}

function result(tag: string, verdict: Verdict): CaseResult {
  const base = { name: verdict.name, tags: [tag], passed: verdict.difference === null };
  return verdict.difference === null ? base : { ...base, difference: verdict.difference };
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Null if equal, else one short line. Compares by JSON text. */
export function compare(what: string, expected: unknown, found: unknown): string | null {
  const [left, right] = [JSON.stringify(expected), JSON.stringify(found)];
  return left === right ? null : `${what}: expected ${clip(left)}, found ${clip(right)}`;
}

function clip(text: string | undefined): string {
  const whole = text ?? 'nothing';
  return whole.length > 120 ? `${whole.slice(0, 120)}…` : whole;
}

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { commandLine } from '../../electron/cli/command-line.ts';

/** What a person at a terminal sees of one command. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `croft WORDS` in this process. */
export async function croft(...words: readonly string[]): Promise<Said> {
  let out = '';
  let err = '';
  const code = await commandLine(words, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { code, out, err };
}

/** The same with `--json`: what it printed, parsed. */
export async function croftJson(...words: readonly string[]): Promise<unknown> {
  const said = await croft(...words, '--json');
  if (said.out === '') throw new Error(`croft ${words.join(' ')}: ${said.err}`);
  return JSON.parse(said.out);
}

/** Points Croft's own data folder to a temporary one for the life of a test. */
export async function ownDataFolder(): Promise<{ readonly directory: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'croft-data-'));
  const before = process.env['CROFT_DATA_DIR'];
  process.env['CROFT_DATA_DIR'] = directory;
  return {
    directory,
    remove: async () => {
      if (before === undefined) delete process.env['CROFT_DATA_DIR'];
      else process.env['CROFT_DATA_DIR'] = before;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

import os from 'node:os';
import path from 'node:path';
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';

/** Older lines move to `NAME.1`, which is replaced. */
const largestBytes = 2_000_000;

/**
 * The log of a program: one line per matter, with its time, to standard error and to `file` where one is given.
 *
 * The person's home folder is replaced and what looks like a session id is cut, here and nowhere else. Never throws: a log
 * whose file can't be written goes on with standard error, and says so there once.
 */
export function openProgramLog(file: string | null, now: () => Date): (line: string) => void {
  let complained = false;
  return (line) => {
    const text = `${now().toISOString()} ${withoutPrivateThings(line, os.homedir())}\n`;
    process.stderr.write(text);
    if (file === null) return;
    try {
      append(file, text);
      complained = false;
    } catch (error) {
      if (!complained) process.stderr.write(`The log ${file} can't be written: ${String(error)}\n`);
      complained = true;
    }
  };
}

/** Private from its first byte. */
function append(file: string, text: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  else if (size > largestBytes) renameSync(file, `${file}.1`);
  appendFileSync(file, text, { mode: 0o600 });
}

/** A line without the home folder's name and with long hexadecimal words (session ids are 40 of them) cut to six. */
export function withoutPrivateThings(line: string, home: string): string {
  const homeless = home.length > 1 ? line.replaceAll(home, '~') : line;
  return homeless.replaceAll(/\b([0-9a-f]{6})[0-9a-f]{26,}\b/g, '$1…');
}

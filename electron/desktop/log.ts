import { appendFileSync, mkdirSync, renameSync, statSync } from '../base/file-system.ts';
import os from 'node:os';
import path from 'node:path';
import type { LogLine } from '../transport/served-api.ts';

const largestBytes = 2_000_000;

/**
 * Opens the program's log: one line per matter, to a file in `folder` and to stderr.
 *
 * The person's home folder is replaced and what looks like a session id is cut, here and nowhere else. One older file is kept.
 */
export function openLog(folder: string, now: () => Date): LogLine {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'croft.log');
  return (line) => {
    const text = `${now().toISOString()} ${withoutPrivateThings(line, os.homedir())}\n`;
    process.stderr.write(text);
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > largestBytes) renameSync(file, `${file}.1`);
    appendFileSync(file, text, { mode: 0o600 });
  };
}

/** A line without the home folder's name and with long hexadecimal words (session ids are 40 of them) cut to six. */
export function withoutPrivateThings(line: string, home: string): string {
  const homeless = home.length > 1 ? line.replaceAll(home, '~') : line;
  return homeless.replaceAll(/\b([0-9a-f]{6})[0-9a-f]{26,}\b/g, '$1…');
}

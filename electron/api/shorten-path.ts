import os from 'node:os';
import path from 'node:path';

/** A path for showing: the home folder as `~`, long ones shortened in the middle. */
export function shortenPath(file: string, maxLength = 60): string {
  const home = os.homedir();
  const text = file === home || file.startsWith(home + path.sep) ? `~${file.slice(home.length)}` : file;
  if (text.length <= maxLength) return text;
  const half = Math.floor((maxLength - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}

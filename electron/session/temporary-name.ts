/**
 * Names of temporary session files: `tmp` + six of `[A-Za-z0-9_]` + `.__session` (spec/sessions.md §8.3).
 *
 * ```
 * tmp PPP C RR .__session      P = process id, R = random, C = check character over the other five
 * ```
 * The process id lets the next start tell the files of a killed Croft from those another writer is just filling: MoinMoin's
 * six characters are random, and pass the check in one case of 63.
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_';
const base = alphabet.length;
const form = /^tmp([A-Za-z0-9_]{6})\.__session$/;

export function temporaryName(processId: number, random: number): string {
  const owner = digits(processId, 3);
  const tail = digits(random, 2);
  return `tmp${owner}${checkCharacter(owner + tail)}${tail}.__session`;
}

export function isTemporaryName(name: string): boolean {
  return form.test(name);
}

/** Id of the process that made the file, modulo `processIdRange`; null if no Croft made it. */
export function temporaryOwnerId(name: string): number | null {
  const letters = form.exec(name)?.[1];
  if (letters === undefined) return null;
  const [owner, check, tail] = [letters.slice(0, 3), letters.charAt(3), letters.slice(4)];
  if (checkCharacter(owner + tail) !== check) return null;
  return Array.from(owner).reduce((id, letter) => id * base + alphabet.indexOf(letter), 0);
}

/** Process ids are kept modulo this; Linux counts to 32768 unless told otherwise. */
export const processIdRange = base ** 3;

function digits(value: number, count: number): string {
  let text = '';
  for (let rest = value, index = 0; index < count; index += 1, rest = Math.floor(rest / base))
    text = alphabet.charAt(rest % base) + text;
  return text;
}

function checkCharacter(text: string): string {
  const sum = Array.from(text).reduce(
    (total, letter, index) => total + (index + 7) * alphabet.indexOf(letter),
    17,
  );
  return alphabet.charAt(sum % base);
}

import path from 'node:path';

/**
 * Names of zip members as places below a folder. Both functions work on the bytes of names, given as Latin-1 text, since
 * file names need not be UTF-8.
 */

/** Device names that Windows gives no file, whatever its ending. */
const windowsDevice = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/**
 * The parts of a member's name, proven to lead to a place below the folder it is unpacked in; null for every name that does
 * not (zip slip): absolute, with `..`, a drive letter, a NUL, empty parts, or something Windows reads as such.
 */
export function memberParts(
  name: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] | null {
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  const isGood = parts.every(
    (part) =>
      part !== '' &&
      part !== '.' &&
      part !== '..' &&
      !part.includes('\0') &&
      (platform !== 'win32' ||
        (!/[\\:<>"|?*]/.test(part) && !windowsDevice.test(part) && !/[ .]$/.test(part))),
  );
  return isGood ? parts : null;
}

/** A symbolic link at `name` with this target leads to a place in the same farm, whatever the folder is called. */
export function linkStaysInside(name: string, target: string): boolean {
  if (target === '' || target.includes('\0') || path.posix.isAbsolute(target) || /^[A-Za-z]:|\\/.test(target))
    return false;
  const joined = path.posix.normalize(path.posix.join(path.posix.dirname(name), target));
  return joined !== '..' && !joined.startsWith('../');
}

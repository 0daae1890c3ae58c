import { createHash } from 'node:crypto';

/**
 * File names for page names: readable where possible, the same on every system, never two alike even where large and small
 * letters count as one.
 *
 * ASCII letters, digits, `-` and `_` stay, a blank becomes `_`, a slash `-`. Names that have anything else, that are long or
 * that Windows reserves get eight digits of their hash; so do all names that would otherwise fall together.
 */
export function exportNames(
  names: readonly string[],
  reserved: readonly string[] = [],
): ReadonlyMap<string, string> {
  const bySlug = new Map<string, string[]>();
  for (const word of reserved) bySlug.set(word.toLowerCase(), ['']);
  for (const name of names) {
    const key = plainSlug(name).toLowerCase();
    bySlug.set(key, [...(bySlug.get(key) ?? []), name]);
  }
  const found = new Map<string, string>();
  const taken = new Set<string>(reserved.map((word) => word.toLowerCase()));
  for (const name of names) {
    const slug = plainSlug(name);
    const isAlone = bySlug.get(slug.toLowerCase())?.length === 1;
    let file = isAlone && isExact(name) && !windowsDevice.test(slug) ? slug : `${slug}-${hashOf(name, 8)}`;
    for (let digits = 16; taken.has(file.toLowerCase()); digits += 8)
      file = `${slug}-${hashOf(name, digits)}`;
    taken.add(file.toLowerCase());
    found.set(name, file);
  }
  return found;
}

const longest = 80;
const windowsDevice = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

const isExact = (name: string): boolean =>
  name.length <= longest && /^[A-Za-z0-9][A-Za-z0-9_ /-]*$/.test(name);

/** Latin letters that Unicode does not take apart. */
const undecomposed: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  ø: 'o',
  Ø: 'O',
  œ: 'oe',
  Œ: 'Oe',
  ł: 'l',
  Ł: 'L',
};

/** `Äpfel & Birnen/2024` → `Apfel-Birnen-2024`. */
function plainSlug(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .replace(/[ßæÆøØœŒłŁ]/g, (letter) => undecomposed[letter] ?? letter)
    .replaceAll(' ', '_')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .slice(0, longest)
    .replace(/^[-_]+|[-_]+$/g, '');
  return letters === '' ? 'page' : letters;
}

const hashOf = (name: string, digits: number): string =>
  createHash('sha256').update(name, 'utf8').digest('hex').slice(0, digits);

/** Pages that a browser would run in the place of the export; they keep their content and get `.txt` behind their name. */
const running = /\.(?:x?html?|xht|shtml|mht|mhtml|hta|xml|xsl|xslt|swf)$/i;
const endingOf = (name: string): string => /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';

/** The same for the attachments of one page, whose endings tell programs what they are. */
export function attachmentNames(names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const kind of new Set(names.map((name) => endingOf(name).toLowerCase()))) {
    const alike = names.filter((name) => endingOf(name).toLowerCase() === kind);
    // Two names that differ in the letters of their ending alone have the same stem: the full name keeps them apart.
    const stemOf = (name: string): string => name.slice(0, name.length - kind.length);
    const stems = alike.map(stemOf);
    const isUnique = new Set(stems).size === stems.length;
    const files = exportNames(isUnique ? stems : alike);
    for (const name of alike) {
      const file = files.get(isUnique ? stemOf(name) : name) ?? '';
      found.set(name, `${file}${endingOf(name)}${running.test(name) ? '.txt' : ''}`);
    }
  }
  return found;
}

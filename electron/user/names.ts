import { pythonRegex } from '../config/regex/python-regex.ts';
import { isPythonBlank } from './python-text.ts';

/** What names may hold beside letters, digits and single blanks; anything else means something in page names or ACLs. */
const extraCharacters = new Set("'@.-_");
const alphanumeric = /[\p{L}\p{N}]/u;

/** A name made of the characters that are allowed, blanks made single and cut at the ends (spec/users.md §4). */
export function normalizeUserName(name: string): string {
  let normalized = '';
  let blankBefore = false;
  for (const character of name) {
    if (isPythonBlank(character)) {
      blankBefore = normalized !== '';
    } else if (alphanumeric.test(character) || extraCharacters.has(character)) {
      normalized += blankBefore ? ` ${character}` : character;
      blankBefore = false;
    }
  }
  return normalized;
}

/**
 * Whether an account may have this name (spec/users.md §4).
 *
 * The empty name passes, as in the reference: callers refuse it. Unicode tables are this Node's (U8).
 */
export const isValidUserName = (name: string, isGroupName: (name: string) => boolean): boolean =>
  normalizeUserName(name) === name && !isGroupName(name);

/** Names that fit the default pattern: something without blanks before `Group`. */
const defaultGroupName = /^\S+Group$/;

/**
 * The test for group page names: the whole name fits `page_group_regex`.
 *
 * One that can't be used counts as the default, so that a group never turns into an ordinary name by accident.
 */
export function groupNameTest(pageGroupRegex: string): (name: string) => boolean {
  const pattern = pythonRegex(pageGroupRegex, { flags: 'u', whole: true });
  return (name) => (pattern.ok ? pattern.value.test(name) : defaultGroupName.test(name));
}

/**
 * Where a user's home page is (spec/users.md §4): `Self` means this wiki.
 *
 * Nothing creates the page automatically.
 */
export function homePageOf(
  userName: string,
  wiki: { readonly userHomewiki: string; readonly interwikiname: string | null },
): { readonly wiki: string; readonly page: string } {
  const here = wiki.userHomewiki === 'Self' || wiki.userHomewiki === wiki.interwikiname;
  return { wiki: here ? 'Self' : wiki.userHomewiki, page: userName };
}

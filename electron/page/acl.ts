import { trim } from './python-text.ts';

/** One parsed item of an ACL text: `[+|-]name[,name…]:[right[,right…]]` (spec/acl.md §2). */
export interface AclItem {
  readonly sign: '' | '+' | '-';
  readonly names: readonly string[];
  /** Only words that count as rights here. */
  readonly rights: readonly string[];
}

/** One name's answers, in the order of trying; a right that is missing leaves the question open. */
export interface AclEntry {
  readonly name: string;
  readonly rights: ReadonlyMap<string, boolean>;
}

export interface AclWords {
  /** `acl_rights_valid`; other words in lists of rights are ignored. */
  readonly validRights: readonly string[];
  /** `acl_rights_default`, which the word `Default` stands for. */
  readonly defaultText: string;
}

const defaultWord = 'Default';

/** The items of an ACL text in order. What follows the last colon-less stretch is ignored. */
export function parseAclItems(text: string, validRights: readonly string[]): AclItem[] {
  const items: AclItem[] = [];
  let rest = trim(text);
  while (rest !== '') {
    const sign = rest.startsWith('+') ? '+' : rest.startsWith('-') ? '-' : '';
    const unsigned = rest.slice(sign.length);
    if (unsigned === defaultWord || unsigned.startsWith(`${defaultWord} `)) {
      items.push({ sign, names: [defaultWord], rights: [] });
      rest = unsigned.slice(defaultWord.length + 1); // exactly one blank belongs to the word
      continue;
    }
    const colon = unsigned.indexOf(':');
    if (colon < 0) break;
    const blank = unsigned.indexOf(' ', colon);
    const end = blank < 0 ? unsigned.length : blank;
    const names = unsigned.slice(0, colon);
    items.push({
      sign,
      names: names === '' ? [] : names.split(','),
      rights: unsigned
        .slice(colon + 1, end)
        .split(',')
        .filter((word) => validRights.includes(word)),
    });
    rest = unsigned.slice(end).replace(/^ +/, '');
  }
  return items;
}

/** The entries of a list of ACL texts (all `#acl` lines of a page), `Default` replaced by what it stands for. */
export function aclEntries(texts: readonly string[], words: AclWords): AclEntry[] {
  return texts.flatMap((text) => entriesOf(parseAclItems(text, words.validRights), words, true));
}

/** `expand` is off inside the default list: a list that contains itself would never end. */
function entriesOf(items: readonly AclItem[], words: AclWords, expand: boolean): AclEntry[] {
  return items.flatMap((item) => {
    if (item.names.length === 1 && item.names[0] === defaultWord)
      return expand ? entriesOf(parseAclItems(words.defaultText, words.validRights), words, false) : [];
    const rights = rightsOf(item, words.validRights);
    return item.names.map((name) => ({ name, rights }));
  });
}

function rightsOf(item: AclItem, validRights: readonly string[]): ReadonlyMap<string, boolean> {
  if (item.sign !== '') return new Map(item.rights.map((right) => [right, item.sign === '+']));
  return new Map(validRights.map((right) => [right, item.rights.includes(right)]));
}

/** Whether two lists answer every question alike: same entries in the same order, whatever the spelling. */
export function isSameAcl(
  a: readonly string[] | null,
  b: readonly string[] | null,
  words: AclWords,
): boolean {
  if (a === null || b === null) return a === b;
  const [left, right] = [aclEntries(a, words), aclEntries(b, words)];
  return left.length === right.length && left.every((entry, index) => isSameEntry(entry, right[index]));
}

function isSameEntry(a: AclEntry, b: AclEntry | undefined): boolean {
  if (b === undefined || a.name !== b.name || a.rights.size !== b.rights.size) return false;
  return Array.from(a.rights).every(([right, granted]) => b.rights.get(right) === granted);
}

import { describe, expect, it } from 'vitest';
import { renameInTexts, replaceWord } from '../../../electron/config/edit/rename-in-texts.ts';
import { addWikiEntries } from '../../../electron/config/edit/wiki-list.ts';

const add = (text: string, place: 'before' | 'after' = 'after') => {
  const rename = (literal: string): string => replaceWord(literal, 'alpha', 'delta');
  const added = addWikiEntries(Buffer.from(text), { siteid: 'alpha', place, name: rename, pattern: rename });
  return added.ok ? Buffer.from(added.value).toString() : added.error;
};

describe('an entry of wikis', () => {
  it('is added on a line of its own; the comment of its model stays with it', () => {
    expect(add(`wikis = [\n    ("alpha", r"/alpha/"),  # main\n    ("b", "b"),\n]\n`)).toBe(
      `wikis = [\n    ("alpha", r"/alpha/"),  # main\n    ("delta", r"/delta/"),\n    ("b", "b"),\n]\n`,
    );
  });

  it('fits a list on one line, with and without a comma at its end', () => {
    expect(add(`wikis = [('alpha', '/alpha')]\n`)).toBe(
      `wikis = [('alpha', '/alpha'), ('delta', '/delta')]\n`,
    );
    expect(add(`wikis = [('alpha', '/alpha'),]\n`)).toBe(
      `wikis = [('alpha', '/alpha'), ('delta', '/delta'),]\n`,
    );
    expect(add(`wikis = [('alpha', '/alpha')]\n`, 'before')).toBe(
      `wikis = [('delta', '/delta'), ('alpha', '/alpha')]\n`,
    );
  });

  it('keeps Windows line ends, and copies every entry of a wiki', () => {
    expect(add(`wikis = [\r\n  (u'alpha', '/alpha'),\r\n  (u'alpha', 'alpha.org')\r\n]`)).toBe(
      `wikis = [\r\n  (u'alpha', '/alpha'),\r\n  (u'delta', '/delta'),\r\n  (u'alpha', 'alpha.org'),\r\n  (u'delta', 'delta.org')\r\n]`,
    );
  });

  it('is refused where the list is no plain list or the wiki is not in it', () => {
    expect(add(`wikis = [(n, n) for n in names]\n`)).toContain('plain list');
    expect(add(`wikis = [('beta', 'b')]\n`)).toContain('alpha does not stand');
    expect(add(`wikis = [('alpha',\n`)).not.toContain('delta');
  });
});

describe('a name inside texts', () => {
  it('is replaced as a whole word in each spelling, never in code or comments', () => {
    const text = `# alpha\nalpha = 'alpha/Alpha/alphabet/alpha2'\nx = r"\\balpha\\b" + u'''ALPHA alpha'''\n`;
    expect(Buffer.from(renameInTexts(Buffer.from(text), 'alpha', 'delta')).toString()).toBe(
      `# alpha\nalpha = 'delta/Delta/alphabet/alpha2'\nx = r"\\bdelta\\b" + u'''ALPHA delta'''\n`,
    );
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planEdits, type BatchedEdit } from '../../../electron/config/edit/plan.ts';
import { listCall, listLinesOf } from '../../../electron/config/edit/list-lines.ts';
import { findClass } from '../../../electron/config/edit/target.ts';
import { parsePython } from '../../../electron/config/python/parser.ts';
import { pyBool, pyInt, pyList, pyStr, pyUnicode, type PyValue } from '../../../shared/python-value.ts';
import { english } from '../../../shared/texts/english.ts';
import { failDisk } from '../../support/failing-disk.ts';

let dir: string;
const wikiconfig = `from MoinMoin.config import multiconfig
class Base(multiconfig.DefaultConfig):
    trail_size = 5
class Config(multiconfig.DefaultConfig):
    trail_size = 5
    edit_rows = trail_size * 2
    superuser = [u'Ann']
    cookie_path = '/' + 'w'
`;
const other = `class Other(object):
    trail_size = 5
`;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'croft-plan-'));
  await writeFile(path.join(dir, 'wikiconfig.py'), wikiconfig);
  await writeFile(path.join(dir, 'other.py'), other);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const set = (option: string, value: PyValue, more: Partial<BatchedEdit> = {}): BatchedEdit => ({
  file: 'wikiconfig.py',
  className: 'Config',
  option,
  operation: { op: 'set', value },
  ...more,
});
const add = (option: string, value: PyValue): BatchedEdit =>
  set(option, value, { operation: { op: 'list-add', value } });

const texts = ['sitename', 'interwikiname', 'theme_default', 'page_front_page', 'mail_from', 'logo_string'];

/** The texts that differ afterwards, what was refused and why, and how often the folder was read. */
async function plan(edits: readonly BatchedEdit[], given?: ReadonlyMap<string, Uint8Array>) {
  let readings = 0;
  const disk = failDisk(({ operation, paths }) => {
    if (operation === 'readFile' && paths[0] === path.join(dir, 'other.py')) readings += 1;
    return null;
  });
  try {
    const { files, refused } = await planEdits(dir, edits, given);
    return {
      texts: Object.fromEntries(
        [...files].map(([file, { after }]) => [file, Buffer.from(after).toString('latin1')]),
      ),
      before: Object.fromEntries(
        [...files].map(([file, { before }]) => [file, Buffer.from(before).toString('latin1')]),
      ),
      refused: [...refused].map(([index, { reason }]) => `${index} ${reason}`),
      said: [...refused.values()].map(({ message }) => english(message)),
      readings,
    };
  } finally {
    disk.restore();
  }
}

describe('many edits of one folder', () => {
  test('are looked at with two readings, however many they are', async () => {
    const edits = texts.map((option) => set(option, pyUnicode('x')));
    const one = await plan(edits.slice(0, 1));
    const all = await plan(edits);
    expect(one.readings).toBe(2);
    expect(all.readings).toBe(2);
    expect(all.refused).toEqual([]);
    expect(all.texts['wikiconfig.py']?.match(/\w+ = u?'x'\n/g)).toHaveLength(texts.length);
    expect(all.before).toEqual({ 'wikiconfig.py': wikiconfig });
  });

  test('may be of options of one name in different classes, or of different files', async () => {
    const edits = [
      set('trail_size', pyInt(7), { className: 'Base' }),
      set('trail_size', pyInt(7), { acceptDependents: true }),
      set('trail_size', pyInt(7), { file: 'other.py', className: 'Other' }),
    ];
    const { texts, refused } = await plan(edits);
    expect(refused).toEqual([]);
    expect(texts).toEqual({
      'wikiconfig.py': wikiconfig.replaceAll('trail_size = 5', 'trail_size = 7'),
      'other.py': other.replace('5', '7'),
    });
  });

  test('are tried one by one where one changes others, and only that one is left out', async () => {
    const { texts, refused, said } = await plan([
      set('sitename', pyUnicode('x')),
      set('trail_size', pyInt(7)),
      set('show_version', pyBool(true)),
    ]);
    expect(refused).toEqual(['1 changes-others']);
    expect(said).toEqual(['The change would also change wikiconfig.py: Config.edit_rows.']);
    expect(texts['wikiconfig.py']).toContain("sitename = u'x'\n");
    expect(texts['wikiconfig.py']).toContain('show_version = True\n');
    expect(texts['wikiconfig.py']).toContain('trail_size = 5\n    edit_rows');
  });

  test('with what depends on them accepted for all of them need no third reading', async () => {
    const accepted = { acceptDependents: true };
    const all = await plan([
      set('trail_size', pyInt(7), accepted),
      set('show_version', pyBool(true), accepted),
    ]);
    expect([all.refused, all.readings]).toEqual([[], 2]);
    const some = await plan([set('trail_size', pyInt(7), accepted), set('show_version', pyBool(true))]);
    expect([some.refused, some.readings]).toEqual([[], 4]);
  });

  test('one of which can’t be made are the others', async () => {
    const { texts, refused, readings } = await plan([
      set('sitename', pyUnicode('x'), { className: 'Gone' }),
      set('cookie_path', pyStr('/x')),
      set('show_version', pyBool(true)),
    ]);
    expect(refused).toEqual(['0 no-class']);
    expect(readings).toBe(2);
    expect(texts['wikiconfig.py']).toContain("cookie_path = '/x'\n    show_version = True\n");
  });

  test('of code are refused, first or later', async () => {
    const code = `import os\n${wikiconfig.replace("'/' + 'w'", "os.environ['W']")}`;
    await writeFile(path.join(dir, 'wikiconfig.py'), code);
    const alone = await plan([set('cookie_path', pyStr('/x'))]);
    expect([alone.refused, alone.readings]).toEqual([['0 computed'], 2]);
    const later = await plan([set('show_version', pyBool(true)), set('cookie_path', pyStr('/x'))]);
    expect(later.refused).toEqual(['1 computed']);
    const wrong = await plan([
      set('show_version', pyBool(true)),
      set('sitename', pyUnicode('x'), { className: 'Gone' }),
    ]);
    expect([wrong.refused, wrong.readings]).toEqual([['1 no-class'], 2]);
  });

  test('of one option build on each other', async () => {
    const { texts, refused } = await plan([
      add('superuser', pyUnicode('Bob')),
      add('superuser', pyUnicode('Cleo')),
    ]);
    expect(refused).toEqual([]);
    expect(texts['wikiconfig.py']).toContain(
      "superuser = [u'Ann']\n    superuser.append(u'Bob')\n    superuser.append(u'Cleo')\n",
    );
    const made = await plan([set('navi_bar', pyList([pyUnicode('x')])), add('navi_bar', pyUnicode('y'))]);
    expect(made.texts['wikiconfig.py']).toContain("navi_bar = [u'x']\n    navi_bar.append(u'y')\n");
  });

  test('are made on bytes that are given instead of those on disk', async () => {
    const given = new Map([['wikiconfig.py', Buffer.from(wikiconfig.replace("[u'Ann']", "[u'Zoe']"))]]);
    const { texts, before } = await plan([add('superuser', pyUnicode('Bob'))], given);
    expect(before['wikiconfig.py']).toContain("[u'Zoe']");
    expect(texts['wikiconfig.py']).toContain("superuser = [u'Zoe']\n    superuser.append(u'Bob')\n");
  });

  test('of a file that is no Python are refused with its line', async () => {
    await writeFile(path.join(dir, 'wikiconfig.py'), `${wikiconfig}    oops = (\n`);
    const { refused, texts } = await plan([set('show_version', pyBool(true))]);
    expect([refused, texts]).toEqual([['0 syntax-error'], {}]);
  });

  test.each([
    [8, / 8 more|and \d+ more/, false],
    [9, /and 1 more\.$/, true],
    [11, /and 3 more\.$/, true],
  ])('that change %i others name eight of them', async (count, more, says) => {
    const names = Array.from({ length: count }, (_, index) => `dependent_${index} = trail_size + ${index}`);
    await writeFile(
      path.join(dir, 'wikiconfig.py'),
      `${wikiconfig.replace('edit_rows = trail_size * 2', names.join('\n    '))}`,
    );
    const { said } = await plan([set('trail_size', pyInt(7))]);
    expect(said[0]?.match(/dependent_/g)).toHaveLength(8);
    expect(more.test(said[0] ?? '')).toBe(says);
  });
});

describe('a line that changes a list', () => {
  const source = `class Config(object):
    names = [u'a']
    names.append(u'b')
    names.append('c'); x = 1
    names.remove(3)
    names.append(3L)
    names.append(1.5)
    names.append(u'd', u'e')
    names.append(item=u'f')
    names.append(*names)
    names.append()
    names.extend([u'g'])
    others.append(u'h')
    names.append
    append(u'i')
    self.names.append(u'j')
    names.append(value())
    names.append('k')
    y = names.append(u'l')
    None
`;
  const parsed = parsePython(Buffer.from(source));
  const cls = findClass(parsed.body, 'Config');

  test('appends or removes one plain item, and stands alone to be taken out', () => {
    if (cls === null) throw new Error('the class is there');
    const lines = listLinesOf(parsed.source.text, cls, 'names');
    expect(lines.map(({ line, method, value }) => [line, method, value])).toEqual([
      [3, 'append', pyUnicode('b')],
      [5, 'remove', pyInt(3)],
      [18, 'append', { type: 'str', bytes: Buffer.from('k') }],
    ]);
    expect(lines.map(({ index }) => cls.body.statements[index]?.line)).toEqual([3, 5, 18]);
    const calls = cls.body.statements.filter((statement) => listCall(statement, 'names') !== null);
    expect(calls.map(({ line }) => line)).toEqual([3, 4, 5, 18]);
  });

  test('is the same whatever its text is written as, and told from a number', async () => {
    const lists = `class Config(object):
    names = []
    names.append('1')
    names.append(u'ä')
    names.append(1)
`;
    await writeFile(path.join(dir, 'other.py'), `# -*- coding: utf-8 -*-\n${lists}`);
    const without = async (value: PyValue) => {
      const edit = set('names', value, { file: 'other.py', operation: { op: 'list-remove', value } });
      const { texts, refused } = await plan([edit]);
      return texts['other.py']?.match(/append\((.*)\)/g) ?? refused;
    };
    const written = (...items: string[]) =>
      items.map((item) => `append(${Buffer.from(item).toString('latin1')})`);
    expect(await without(pyUnicode('1'))).toEqual(written("u'ä'", '1'));
    expect(await without(pyStr('1'))).toEqual(written("u'ä'", '1'));
    expect(await without(pyStr('ä'))).toEqual(written("'1'", '1'));
    expect(await without(pyInt(1))).toEqual(written("'1'", "u'ä'"));
    expect(await without({ type: 'long', value: 1n })).toEqual(written("'1'", "u'ä'"));
    expect(await without(pyInt(2))).toEqual(['0 modified-later']);
    expect(await without({ type: 'bool', value: true })).toEqual(['0 modified-later']);
  });
});

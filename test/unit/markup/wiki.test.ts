import { parseFragment, serialize } from 'parse5';
import { describe, expect, test } from 'vitest';
import { compilePage } from '../../../electron/markup/compile.ts';
import { headings, macroCalls, plainText } from '../../../electron/markup/outline.ts';
import { html, settings } from './settings.ts';

const compile = (text: string) => compilePage({ text, pageName: 'TestPage', settings });

describe('inline markup', () => {
  test('five quotes open emphasis and strong in the order in which they are closed', async () => {
    expect(await html("'''''a''' b''")).toContain('<em><strong>a</strong> b</em>');
    expect(await html("'''''a'' b'''")).toContain('<strong><em>a</em> b</strong>');
  });

  test('a format left open goes on in the next block, an underline ends with its own', async () => {
    expect(await html("'''a\n * b")).toContain('<li><strong>b </strong></li>');
    expect(await html('__a\n * b')).toContain('<li>b </li>');
  });

  test('overlapping formats come out nested', async () => {
    expect(await html("''a '''b'' c'''")).toContain('<em>a <strong>b</strong></em><strong> c</strong>');
  });

  test('entities are passed on, other special characters are escaped', async () => {
    expect(await html('&uuml; & <b> &;')).toContain('&uuml; &amp; &lt;b&gt; &amp;; ');
  });
});

describe('links', () => {
  test('a missing page is marked, an existing one is not', async () => {
    expect(await html('FrontPage')).toContain('<a href="/FrontPage">FrontPage</a>');
    expect(await html('NoSuchPage')).toContain('<a class="nonexistent" href="/NoSuchPage">NoSuchPage</a>');
  });

  test('the link index has absolute names once, in order, without the links of other wikis', () => {
    const { links } = compile(
      '[[/Sub]] FrontPage Other:Page [[FrontPage|again]] [[http://x.example/]] Self:Own',
    );
    expect(links).toEqual(['TestPage/Sub', 'FrontPage']);
  });

  test('a transclusion of a child page never becomes an address of another host', async () => {
    expect(await html('{{/evil.example}}')).toContain('data="/TestPage/evil.example?action=content"');
  });
});

describe('blocks', () => {
  test('a block that never ends is shown', async () => {
    expect(await html('before\n{{{\nthe rest')).toContain('>the rest</pre>');
  });

  test('the content of too many nested blocks is still shown', async () => {
    const depth = 12;
    const open = Array.from({ length: depth }, (_each, at) => `{{{${'{'.repeat(depth - at)}#!wiki x\n`).join(
      '',
    );
    const close = Array.from({ length: depth }, (_each, at) => `\n}}}${'}'.repeat(at + 1)}`).join('');
    expect(await html(`${open}the core${close}`)).toContain('the core');
  });

  test('ids are unique, and line anchors of blocks count again', async () => {
    const { fragments } = compile('= A =\n= A =\n{{{\nx\n}}}');
    const text = fragments.filter((fragment) => typeof fragment === 'string').join('');
    expect(text).toContain('id="A-1"');
    expect(text).toContain('id="line-1-1"');
  });

  test('what is written is balanced', async () => {
    const source = "'''a\n * b ''c\n || x '''\n----\n||d__||'''e||\n{{{#!wiki red\n''f\n}}}\n= g =";
    const found = await html(source);
    expect(serialize(parseFragment(found)).length).toBe(found.replaceAll(' />', '>').length);
  });
});

describe('what is read from the tree', () => {
  test('headings know their level, text and line', () => {
    expect(
      headings(compile('#acl x\n= One =\n== Two ==').tree).map(({ level, text, line }) => [
        level,
        text,
        line,
      ]),
    ).toEqual([
      [1, 'One', 2],
      [2, 'Two', 3],
    ]);
  });

  test('macros inside tables and sections are found', () => {
    expect(
      macroCalls(compile('||<<A>>||\n{{{#!wiki x\n<<B(c)>>\n}}}').tree).map(({ name, args }) => [name, args]),
    ).toEqual([
      ['A', null],
      ['B', 'c'],
    ]);
  });

  test('plain text has the words and no markup', () => {
    expect(plainText(compile("= T =\n * '''a''' [[x|label]]\n||b||").tree)).toBe('T a label b');
  });
});

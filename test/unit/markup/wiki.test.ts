import { parseFragment, serialize } from 'parse5';
import { describe, expect, test } from 'vitest';
import { compilePage } from '../../../electron/markup/compile.ts';
import { linkIndex } from '../../../electron/markup/link-index.ts';
import { headings, plainText, walk } from '../../../electron/markup/outline.ts';
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

describe('names and addresses in running text', () => {
  test('`../` is followed by a name, not by a slash', async () => {
    expect(await html('..//SubPage ../FrontPage')).toContain(
      '..//SubPage <a href="/FrontPage">../FrontPage</a>',
    );
  });

  test('a URL has one character at least, even a punctuation mark', async () => {
    expect(await html('http:. http:.. x')).toContain(
      '<a class="http" href="http:.">http:.</a> <a class="http" href="http:.">http:.</a>. x',
    );
  });

  test('a page of another wiki has a letter with case or a digit', async () => {
    expect(await html('Other:日本 Other:日1')).toContain('Other:日本 <a class="interwiki"');
  });

  test('an attachment of a page two levels up is found like a page', async () => {
    const compiled = compilePage({ text: '[[attachment:../../x.png]]', pageName: 'A/B/C', settings });
    expect(compiled.tree.children.find(({ kind }) => kind === 'paragraph')).toMatchObject({
      children: [{ kind: 'attachment-link', page: 'A', file: 'x.png' }, {}],
    });
  });
});

describe('links with images', () => {
  test('the first of several transclusions is the text, bars of the others are no parameters', async () => {
    expect(await html('[[FrontPage|{{x|alt}} {{y|z}}]]')).toContain(
      '<a href="/FrontPage"><object data="/x?action=content" type="text/html" width="100%">alt</object></a>',
    );
  });

  test('an embedded page shows its content unless another action is given', async () => {
    expect(await html('{{FrontPage||&rev=1}}')).toContain('data="/FrontPage?action=content&amp;rev=1"');
    expect(await html('{{FrontPage||&action=raw}}')).toContain('data="/FrontPage?action=raw"');
  });
});

describe('tables', () => {
  test('the last of two attributes for the same property holds', async () => {
    expect(await html('||<(:>x||')).toContain('<td style="text-align: center">');
    expect(await html('||<10%width="5em">x||')).toContain('<td style="width: 5em">');
  });

  test('what would be attributes is text where there is no table', async () => {
    expect(await html('a ||<FrontPage> b')).toContain('a ||&lt;FrontPage&gt; b');
  });

  test('a number without percent sign is missed before the number is looked at', async () => {
    expect(await html('||<5x>a||')).toContain('Expected "%" after "5x", got ""');
    expect(await html('||<5x%>a||')).toContain('Expected an integer "5x" before "%"');
  });
});

describe('blocks', () => {
  test('blank lines at the start and one at the end are not part of a block', async () => {
    expect(await html('{{{\n\n\na\n\nb\n\n}}}')).toContain('<pre>a\n\nb</pre>');
    expect(await html('{{{#!python\n\nx\n\n}}}')).toContain(
      'class="LineAnchor"></span>x</span>\n</pre>'.slice(19),
    );
  });

  test('a block that never ends and has no text shows nothing', async () => {
    expect(await html('a\n{{{word')).not.toContain('<pre>');
  });

  test('what follows the end of a block on its line is not the start of a line', async () => {
    expect(await html('{{{\na\n}}}:) b')).toContain('<p class="line874">:) b</p>');
  });

  test('instructions at the top of a section are not shown', async () => {
    expect(await html('{{{#!wiki\n#language de\n##x\ntext\n#acl\n}}}')).toContain(
      '<p class="line874">text #acl </p>',
    );
  });
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
  test('links of an attachment that is shown as wiki text are in the link index, at its place', () => {
    const compiled = compile('FrontPage {{attachment:a.moin}} [[Last]] [[attachment:b.moin]]');
    const files = new Map([['a.moin', 'WikiName {{attachment:a.moin}}']]);
    const read = (page: string, file: string): Uint8Array | null => {
      const text = page === 'TestPage' ? files.get(file) : undefined;
      return text === undefined ? null : new TextEncoder().encode(text);
    };
    expect(linkIndex(compiled, read)).toEqual(['FrontPage', 'WikiName', 'Last']);
  });

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
      [...walk(compile('||<<A>>||\n{{{#!wiki x\n<<B(c)>>\n}}}').tree.children)]
        .filter((node) => node.kind === 'macro')
        .map(({ name, args }) => [name, args]),
    ).toEqual([
      ['A', null],
      ['B', 'c'],
    ]);
  });

  test('plain text has the words and no markup', () => {
    expect(plainText(compile("= T =\n * '''a''' [[x|label]]\n||b||").tree)).toBe('T a label b');
  });
});

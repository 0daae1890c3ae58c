import { describe, expect, test } from 'vitest';
import { compilePage } from '../../../electron/markup/compile.ts';
import { headings, walk } from '../../../electron/markup/outline.ts';
import { html, settings } from './settings.ts';

const rst = (text: string): Promise<string> => html(`#format rst\n${text}`);
const compiled = (text: string) =>
  compilePage({ text: `#format rst\n${text}`, pageName: 'TestPage', settings });

describe('inline markup of reStructuredText', () => {
  test('emphasis, literals and roles', async () => {
    expect(await rst('*a* **b** ``c *d*`` :sub:`e` `f`')).toBe(
      '<p><em>a</em> <strong>b</strong> <tt>c *d*</tt> <sub>e</sub> <em>f</em></p>',
    );
  });

  test('marks inside words and between blanks are text, a backslash takes their meaning', async () => {
    expect(await rst('2*3*4, a * b, \\*c\\*, x\\ *y*')).toBe('<p>2*3*4, a * b, *c*, x<em>y</em></p>');
  });

  test('names stand for addresses, places in the text, or pages', async () => {
    const found = await rst(
      'Py_, `the end`_, FrontPage_, `x <http://x.example/>`__\n\n.. _Py: http://p.example/\n.. _The End:',
    );
    expect(found).toContain('<a class="http" href="http://p.example/">Py</a>');
    expect(found).toContain('href="/TestPage#the_end">the end</a>');
    expect(found).toContain('<a href="/FrontPage">FrontPage</a>');
    expect(found).toContain('<a class="http" href="http://x.example/">x</a>');
    expect(found).toContain('<span class="anchor" id="the_end"></span>');
  });

  test('pages that are named enter the link index, places do not', () => {
    expect(compiled('FrontPage_ Here_\n\nHere\n====').links).toEqual(['FrontPage']);
  });

  test('an address with a scheme that is not known is no link', async () => {
    expect(await rst('`x <javascript:alert(1)>`_ and y_\n\n.. _y: javascript:alert(2)')).toBe(
      '<p>x and y</p>',
    );
  });

  test('footnotes are numbered around the numbers that are given', async () => {
    const found = await rst('a [#]_ b [1]_ c [#x]_\n\n.. [#] one\n.. [1] two\n.. [#x] three');
    expect(Array.from(found.matchAll(/>(\[\d\])<\/a>/g), ([, label]) => label)).toEqual([
      '[2]',
      '[1]',
      '[3]',
    ]);
    expect(found).toContain('<dt><span class="anchor" id="note-2"></span>[2]</dt><dd>one</dd>');
  });
});

describe('blocks of reStructuredText', () => {
  test('titles have the level of their adornment and stand in the outline', () => {
    const { tree } = compiled('====\nTop\n====\n\nA *b*\n----\n\nC\n----\n\nD\n~~~~');
    expect(headings(tree).map(({ level, text }) => [level, text])).toEqual([
      [1, 'Top'],
      [2, 'A b'],
      [2, 'C'],
      [3, 'D'],
    ]);
  });

  test('lists nest by indentation; a sentence that begins like an item is none', async () => {
    expect(await rst('- a\n\n  3. b\n  4. c\n- d')).toBe(
      '<ul><li><p>a</p><ol start="3" type="1"><li>b</li><li>c</li></ol></li><li>d</li></ul>',
    );
    expect(await rst('A. Einstein was\nright.')).toBe('<p>A. Einstein was right.</p>');
  });

  test('definitions and fields', async () => {
    expect(await rst('term\n  meaning\n\n:name: value')).toBe(
      '<dl><dt>term</dt><dd>meaning</dd></dl><dl><dt>name</dt><dd>value</dd></dl>',
    );
  });

  test('two colons keep what is indented below as it is', async () => {
    expect(await rst('Like this::\n\n  *a*\n    b\n\nnext')).toBe(
      '<p>Like this:</p><pre>*a*\n  b</pre><p>next</p>'.replace('<pre>', '<pre>'),
    );
  });

  test('tables of both kinds', async () => {
    const grid = await rst('+---+---+\n| a | b |\n+===+===+\n| 1 | x |\n|   | y |\n+---+---+');
    expect(grid).toContain('<th>a</th>');
    expect(grid).toContain('<td>x y</td>');
    const simple = await rst('=== ===\na   b\n=== ===\n1   *2*\n=== ===');
    expect(simple).toContain('<th>b</th>');
    expect(simple).toContain('<td><em>2</em></td>');
  });

  test('a table that joins cells is shown as it is written', async () => {
    expect(await rst('+---+---+\n| a     |\n+---+---+')).toBe('<p>+---+---+ | a     | +---+---+</p>');
  });

  test('admonitions, images, code and macros are directives', async () => {
    expect(await rst('.. warning:: hot')).toBe(
      '<div class="warning"><p><strong>Warning</strong></p><p>hot</p></div>',
    );
    expect(await rst('.. image:: http://x.example/i.png\n   :alt: Pic\n   :width: 9')).toContain(
      '<img alt="Pic" class="external_image" src="http://x.example/i.png" title="Pic" width="9" />',
    );
    expect(await rst('.. code:: python\n\n   x = 1')).toContain('class="highlight python"');
    expect(
      [...walk(compiled('.. contents::\n   :depth: 2\n\n.. macro:: PageCount(exists)').tree.children)].filter(
        (node) => node.kind === 'macro',
      ),
    ).toMatchObject([
      { name: 'TableOfContents', args: '2' },
      { name: 'PageCount', args: 'exists' },
    ]);
  });

  test('raw HTML is filtered, comments are hidden, unknown directives are shown', async () => {
    expect(await rst('.. raw:: html\n\n   <b onclick="x()">y</b><script>z</script>')).toBe('<b>y</b>');
    expect(await rst('.. just a comment\n   of two lines\n\nx')).toBe('<p>x</p>');
    expect(await rst('.. nosuch:: x')).toBe('<pre>.. nosuch:: x</pre>');
  });

  test('what is nested too deep is shown as it is written', async () => {
    const deep = Array.from({ length: 40 }, (_each, at) => `${' '.repeat(at * 2)}- x`).join('\n\n');
    expect((await rst(deep)).match(/x/g)?.length).toBe(40);
  });
});

describe('syntaxes that are not shown', () => {
  test('an unknown parser has a note, but not in strict compatibility', async () => {
    const strict = { ...settings, strict: true };
    expect(await html('{{{#!nosuch\nx\n}}}')).toContain(
      'There is no parser "{name}" here'.replace('{name}', 'nosuch'),
    );
    const { tree } = compilePage({ text: '{{{#!nosuch\nx\n}}}', pageName: 'P', settings: strict });
    expect(tree.children.find(({ kind }) => kind === 'preformatted')).toMatchObject({ note: undefined });
  });

  test('strict compatibility shows the source of reStructuredText', () => {
    const { tree } = compilePage({
      text: '#format rst\n*x*',
      pageName: 'P',
      settings: { ...settings, strict: true },
    });
    expect(tree.children).toMatchObject([{ kind: 'preformatted', lines: ['*x*'] }]);
  });
});

import { describe, expect, test } from 'vitest';
import { html } from './settings.ts';

const creole = (text: string): Promise<string> => html(`#format creole\n${text}`);

describe('inline creole', () => {
  test('a format closes only when it is the innermost one', async () => {
    expect(await creole('**a //b** c')).toBe('<p><strong>a <em>b<strong> c</strong></em></strong></p>');
  });

  test('a format goes on in the next line, a link does not', async () => {
    expect(await creole('**a\nb** [[c\nd]]')).toBe('<p><strong>a b</strong> [[c d]]</p>');
  });

  test('a URL stands behind white space or punctuation and loses one mark at its end', async () => {
    expect(await creole('(http://x.example/a.) "http://y.example" **http://z.example**')).toBe(
      '<p>(<a class="http" href="http://x.example/a.">http://x.example/a.</a>) "http://y.example" <strong>http://z.example</strong></p>',
    );
  });

  test('images stand anywhere in the text of a link', async () => {
    expect(await creole('[[FrontPage|see {{http://x.example/i.png|i}} here]]')).toContain(
      'see <img alt="i" html_class="external_image" src="http://x.example/i.png" title="i" /> here</a>',
    );
  });

  test('code ends at the first closing braces', async () => {
    expect(await creole('{{{a}}}}')).toBe('<p><tt>a</tt>}</p>');
  });
});

describe('creole blocks', () => {
  test('an item of another kind or of a level that is not open nests in the last item', async () => {
    expect(await creole('* a\n# b\n* c')).toBe('<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li></ul>');
    expect(await creole('* a\n*** b\n** c')).toBe(
      '<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>',
    );
  });

  test('several signs begin an item only right behind another item', async () => {
    expect(await creole('* a\nmore\n** b** c')).toBe('<ul><li>a more <strong> b</strong> c</li></ul>');
  });

  test('bars without anything between make no cell, heads are no markup', async () => {
    const found = await creole('|=**a**=|b||c|');
    expect(found).toContain('<th>**a**</th>');
    expect(found.match(/<td>/g)).toHaveLength(2);
  });

  test('a block without a known parser shows all its lines', async () => {
    expect(await creole('{{{\n#!nosuch\nx\n~}}}\n}}}')).toBe('<pre>#!nosuch\nx\n}}}</pre>');
  });
});

import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { attributes, html, joinHtml } from '../../../electron/wiki/html.ts';

describe('html by construction', () => {
  it('shows any text as that text, in content and in attributes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const readable = text.replace(/\r\n?/g, '\n').replaceAll('\0', '');
        const fragment = parseFragment(html`<p${attributes({ title: readable })}>${readable}</p>`.text);
        const [paragraph] = fragment.childNodes;
        if (paragraph === undefined || !('attrs' in paragraph)) throw new Error('no paragraph');
        const [content] = paragraph.childNodes;
        expect(paragraph.childNodes.length).toBeLessThanOrEqual(1);
        expect(content !== undefined && 'value' in content ? content.value : '').toBe(readable);
        expect(paragraph.attrs).toEqual([{ name: 'title', value: readable }]);
      }),
    );
  });

  it('keeps markup that was made by the same tag, leaves out nothing-values, joins with a separator', () => {
    const link = html`<a href="${'/A&B'}">A</a>`;
    expect(html`${link}${null}${false}${undefined}${[link, ' ', 3]}`.text).toBe(
      '<a href="/A&amp;B">A</a><a href="/A&amp;B">A</a> 3',
    );
    expect(joinHtml(['<', '>'], html`<br>`).text).toBe('&lt;<br>&gt;');
  });

  it('leaves out attributes that are not set and writes bare ones', () => {
    expect(attributes({ a: null, b: false, c: true, d: 0, e: '"' }).text).toBe(' c d="0" e="&quot;"');
  });
});

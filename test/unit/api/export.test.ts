import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relinkBody, type ExportTargets } from '../../../electron/api/export-links.ts';
import { attachmentNames, exportNames } from '../../../electron/api/export-names.ts';

const safe = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const device = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

describe('file names of an export', () => {
  it('stay readable where that is safe', () => {
    const files = exportNames(['FrontPage', 'Garden/Roses', 'Two Words']);
    expect([...files.values()]).toEqual(['FrontPage', 'Garden-Roses', 'Two_Words']);
  });

  it('keep names apart that other systems take for one', () => {
    const files = exportNames(
      ['Readme', 'ReadMe', 'A/B', 'A-B', 'Äpfel', 'Apfel', '日本', '中国', 'CON', 'index'],
      ['index'],
    );
    const lower = [...files.values()].map((file) => file.toLowerCase());
    expect(new Set(lower).size).toBe(lower.length);
    expect(lower).not.toContain('con');
    expect(lower).not.toContain('index');
  });

  it('are safe and never alike, whatever the names', () => {
    const holds = (names: readonly string[]): boolean => {
      const files = [...exportNames(names, ['index']).values()].map((file) => file.toLowerCase());
      return (
        files.length === names.length &&
        new Set([...files, 'index']).size === names.length + 1 &&
        files.every((file) => safe.test(file) && !device.test(file) && file.length <= 160)
      );
    };
    const names = fc.uniqueArray(
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.constantFrom('a', 'A', 'a b', 'a/b', 'a-b', 'ä', 'NUL', 'x'.repeat(300), '..', '-', '_'),
      ),
    );
    expect(fc.check(fc.property(names, holds)).failed).toBe(false);
  });

  it('leave attachments their endings, but no page a browser would run', () => {
    const files = attachmentNames(['plan.pdf', 'evil.html', 'Plan.PDF', 'a/b', 'no ending', 'photo 1.jpg']);
    expect(files.get('evil.html')).toBe('evil.html.txt');
    expect(files.get('photo 1.jpg')).toBe('photo_1.jpg');
    expect(files.get('plan.pdf')).toMatch(/^plan-[0-9a-f]{8}\.pdf$/);
    expect(files.get('Plan.PDF')).toMatch(/^Plan-[0-9a-f]{8}\.PDF$/);
    expect(files.get('no ending')).toBe('no_ending');
    expect(new Set(files.values()).size).toBe(6);
  });

  it('keep attachments apart, whatever their names', () => {
    const names = fc.uniqueArray(
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.constantFrom('a.txt', 'A.TXT', 'a.html', 'a.html.txt', 'a', 'ä.txt', '.txt'),
      ),
    );
    const holds = (all: readonly string[]): boolean =>
      new Set([...attachmentNames(all).values()].map((file) => file.toLowerCase())).size === all.length;
    expect(fc.check(fc.property(names, holds)).failed).toBe(false);
  });
});

describe('links of an export', () => {
  const roots = { scriptRoot: '/export-xyz', staticPrefix: '/moin_static' };
  const targets: ExportTargets = {
    page: (name) => (name === 'Größe' ? 'Grosse-1.html' : null),
    attachment: (page, file) => (file === 'a b.png' ? `_attachments/${page}/a_b.png` : null),
    staticFile: (path) => (path === 'modernized/img/smile.png' ? '_static/smile.svg' : null),
  };
  const relink = (body: string) => relinkBody(body, roots, targets);

  it('lead from file to file, with their anchors', () => {
    expect(relink('<a href="/export-xyz/Gr%C3%B6%C3%9Fe#x">y</a>')).toBe('<a href="Grosse-1.html#x">y</a>');
    expect(relink('<a href="/export-xyz/Gr%C3%B6%C3%9Fe?highlight=z">y</a>')).toBe(
      '<a href="Grosse-1.html">y</a>',
    );
  });

  it('lead nowhere where the export has nothing', () => {
    expect(relink('<a class="nonexistent" href="/export-xyz/Secret">y</a>')).toBe(
      '<a class="nonexistent">y</a>',
    );
    expect(relink('<a href="/export-xyz/Gr%C3%B6%C3%9Fe?action=edit">y</a>')).toBe('<a>y</a>');
    expect(relink('<a href="/export-xyz/Gr%C3%B6%C3%9Fe?rev=3&amp;action=show">y</a>')).toBe('<a>y</a>');
  });

  it('find attachments and icons', () => {
    expect(relink('<img src="/export-xyz/P?action=AttachFile&amp;do=get&amp;target=a+b.png">')).toBe(
      '<img src="_attachments/P/a_b.png">',
    );
    expect(relink('<img src="/moin_static/modernized/img/smile.png">')).toBe('<img src="_static/smile.svg">');
  });

  it('leave other addresses and text alone, and take forms out', () => {
    const text = '<a href="https://example.org/export">x</a> href=&quot;/export-xyz/P&quot; /export-xyz/P';
    expect(relink(text)).toBe(text);
    expect(relink('a<form method="get" action="/export-xyz/P"><input name="x"></form>b')).toBe('ab');
  });
});

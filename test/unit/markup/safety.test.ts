import fc from 'fast-check';
import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { compilePage } from '../../../electron/markup/compile.ts';
import { sanitizeHtml } from '../../../electron/markup/sanitize.ts';
import { html, settings } from './settings.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

const payloads = [
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '<svg onload=alert(1)>',
  '" onmouseover="alert(1)',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  '&#106;avascript:alert(1)',
  '<math><mtext></p><script>alert(1)</script>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '--><script>alert(1)</script>',
  ']]><script>alert(1)</script>',
  '</pre><script>alert(1)</script>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" &#1; javascript:alert(1)">x</a>',
  '<form action="javascript:x"><button formaction="javascript:x">',
  '<b style="background:url(javascript:x)">',
  '\u0000<script>',
];

/** Places of every syntax that take text from a page. */
const places: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `= ${text} =`,
  (text) => `[[${text}]]`,
  (text) => `[[${text}|${text}|title="${text}",class=${text}]]`,
  (text) => `[[attachment:${text}|${text}]]`,
  (text) => `{{attachment:${text}|${text}|width="${text}"}}`,
  (text) => `{{http://x.example/${text}|${text}}}`,
  (text) => `{{drawing:${text}|${text}}}`,
  (text) => `[[http://x.example/${text}|{{${text}|${text}}}]]`,
  (text) => `||<style="${text}" id="${text}" class=${text} ${text}>${text}||`,
  (text) => `||<tablestyle="${text}" rowid="${text}" onclick="${text}">x||`,
  (text) => ` ${text}:: ${text}\n 1.#${text} x`,
  (text) => `{{{${text}}}} \`${text}\` ^${text}^ ,,${text},,`,
  (text) => `{{{#!wiki ${text}\n${text}\n}}}`,
  (text) => `{{{#!highlight ${text}\n${text}\n}}}`,
  (text) => `{{{#!python\n"${text}"\n}}}`,
  (text) =>
    `{{{#!csv name=${text} link=a autofilter=a\na;b\n${text};${text}\nhttp://x.example/${text} ${text};1\n}}}`,
  (text) => `{{{#!html\n${text}\n}}}`,
  (text) => `{{{#!markdown\n[x](${text}) ${text}\n<${text}>\n}}}`,
  (text) =>
    `#format creole\n= ${text} =\n|=${text}|[[${text}|${text}]]|{{${text}|${text}}}|\n{{#${text}}} **${text}**`,
  (text) => `#language ${text}\n#format ${text}\n${text}`,
  (text) => `<<de(${text})>> Other:${text} ${text}@x.example`,
];

/** Elements and attributes through which a page could run something. */
function dangers(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if (!('tagName' in node)) return [];
    const found: string[] = [];
    if (['script', 'iframe', 'svg', 'math', 'embed', 'style', 'base', 'meta'].includes(node.tagName))
      found.push(`<${node.tagName}>`);
    for (const { name, value } of node.attrs) {
      if (name.startsWith('on') && !(name === 'onchange' && /^dbw_update_search\('[\w.-]*'\);$/.test(value)))
        found.push(`${node.tagName} ${name}=${value}`);
      // What a browser makes of an address: control characters and blanks in front and inside are dropped.
      const address = Array.from(value, (character) => (character <= ' ' ? '' : character))
        .join('')
        .toLowerCase();
      if (
        ['href', 'src', 'action', 'data', 'formaction'].includes(name) &&
        /^(?:javascript|data|vbscript):/.test(address)
      )
        found.push(`${node.tagName} ${name}=${value}`);
    }
    return [...found, ...dangers(node.childNodes)];
  });
}

describe('no text of a page runs', () => {
  test.each(payloads)('%s', async (payload) => {
    for (const place of places) {
      const source = place(payload);
      expect(dangers(parseFragment(await html(source)).childNodes), source).toEqual([]);
    }
  });

  test('any text in any place', { timeout: 60_000 }, async () => {
    const part = fc.oneof(
      fc.constantFrom(...payloads),
      fc.constantFrom("'''", '[[', ']]', '{{', '}}', '||', '|', '"', '<<', '>>', '\n', ' * ', '{{{', '}}}'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 12 }),
        fc.constantFrom(...places),
        async (parts, place) => {
          expect(dangers(parseFragment(await html(place(parts.join('')))).childNodes)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('the filter for HTML drops scripts and keeps words', () => {
    expect(sanitizeHtml('<p onclick="x()">a <b>b</b><script>c</script><blink>d</blink></p>')).toBe(
      '<p>a <b>b</b>d</p>',
    );
    expect(sanitizeHtml('<p>unclosed <i>x')).toBe('<p>unclosed <i>x</i></p>');
  });
});

/** Inputs that make careless parsers slow, of about a given length. */
const bombs: Readonly<Record<string, (length: number) => string>> = {
  quotes: (length) => "'".repeat(length),
  'five quotes and words': (length) => "'''''x".repeat(length / 6),
  'opening brackets': (length) => '[['.repeat(length / 2),
  'brackets with bars': (length) => '[[a|'.repeat(length / 4),
  'opening braces': (length) => '{{'.repeat(length / 2),
  'macro starts': (length) => '<<A('.repeat(length / 4),
  'table cells': (length) => `||${'a||'.repeat(length / 3)}`,
  'attribute starts': (length) => `${'||<x'.repeat(length / 4)}||`,
  'blocks without end': (length) => '{{{\n'.repeat(length / 4),
  'mail addresses': (length) => 'a@'.repeat(length / 2),
  'one long word': (length) => 'a'.repeat(length),
  humps: (length) => `${'Aa'.repeat(length / 2)}A`,
  'entity starts': (length) => '&a'.repeat(length / 2),
  'list in list': (length) => {
    const lines: string[] = [];
    for (let indent = 1, size = 0; size < length; indent += 1) {
      lines.push(`${' '.repeat(indent)}* a`);
      size += indent + 4;
    }
    return lines.join('\n');
  },
  'formats across tables': (length) => "'''\n||'''||\n".repeat(length / 12),
  'creole blocks without end': (length) => `#format creole\n${'{{{\n'.repeat(length / 4)}`,
  'creole cells': (length) => `#format creole\n|${'{{{'.repeat(length / 3)}`,
};

function cpuMilliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
}

describe('time grows with the length of the text', () => {
  test.each(Object.entries(bombs))('%s', { timeout: 60_000 }, (_name, make) => {
    const measure = (length: number): number => {
      const text = make(length);
      return Math.min(
        ...[1, 2, 3].map(() => cpuMilliseconds(() => compilePage({ text, pageName: 'P', settings }))),
      );
    };
    measure(4000);
    // Eight times the text: linear is 8, quadratic 64. Short times are too coarse to divide.
    const short = Math.max(measure(8000), 4);
    expect(measure(64_000) / short).toBeLessThan(30);
  });
});

test('no input makes the parser fail, whatever the syntax', { timeout: 60_000 }, () => {
  const word = fc.constantFrom(
    "''",
    "'''",
    '||',
    '[[',
    ']]',
    '{{{',
    '}}}',
    '#!wiki',
    ' * ',
    ' 1. ',
    '::',
    '----',
    '= a =',
    '<<',
    '>>',
    '\n',
    '|',
    '~',
    '`',
    '/*',
    '*/',
    '__',
    'WikiName',
    '\t',
    '\r\n',
    '\u0000',
    '😀',
  );
  const head = fc.constantFrom(
    '',
    '#format creole\n',
    '#format csv\n',
    '#format html\n',
    '#format python\n',
    '#format markdown\n',
  );
  fc.assert(
    fc.property(
      head,
      fc.array(fc.oneof(word, fc.string({ maxLength: 6 })), { maxLength: 60 }),
      (start, words) => {
        compilePage({ text: start + words.join(''), pageName: 'P', settings });
      },
    ),
    { numRuns: 1500 },
  );
});

import fc from 'fast-check';
import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { compilePage } from '../../../electron/markup/compile.ts';
import { fillPage } from '../../../electron/markup/fill.ts';
import { sanitizeHtml } from '../../../electron/markup/sanitize.ts';
import { environment, html, settings } from './settings.ts';

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
  '</textarea><script>alert(1)</script>',
  '<embed src="javascript:alert(1)"><object data="data:text/html,x"></object>',
  '<meta http-equiv="refresh" content="0;url=javascript:x"><base href="//evil.example/">',
  '<table background="javascript:x"><td style="width:expression(alert(1))">',
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<style>@import "javascript:x"</style><link rel=stylesheet href="javascript:x">',
  '\u00A0javascript:alert(1)',
  'jav&#x0A;ascript:alert(1)',
  'feed:javascript:alert(1)',
  'view-source:javascript:x',
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
  (text) =>
    `[[Other:${text}|${text}|title="${text}"]] {{Other:${text}|${text}|width="${text}",type="${text}"}}`,
  (text) =>
    `{{FrontPage|${text}|type="${text}",standby="${text}",&${text}="${text}"}} [[#${text}|${text}|rel="${text}"]]`,
  (text) => `/* ${text} */ ~-${text}-~ --(${text})-- __${text}__ '''${text}'''`,
  (text) => `{{{#!${text}\n${text}\n}}}\n{{{#!creole\n${text}\n}}}`,
  (text) =>
    `{{{#!markdown\n![${text}](${text} "${text}")\n\n    ${text}\n\n| ${text} |\n|-|\n| ${text} |\n\n[a]: ${text}\n\n[a]\n}}}`,
  (text) => `{{{#!csv quotechar=" static_cols=${text} static_vals=${text}\n${text};b\n"${text}";c\n}}}`,
  (text) =>
    `{{{#!rst\n${text}\n====\n\n\`${text} <${text}>\`_ *${text}* :sub:\`${text}\` |s| n_ [1]_\n\n.. |s| image:: ${text}\n.. _n: ${text}\n.. [1] ${text}\n}}}`,
  (text) =>
    `{{{#!rst\n.. image:: ${text}\n   :alt: ${text}\n   :width: ${text}\n   :target: ${text}\n\n.. ${text}:: ${text}\n   ${text}\n\n.. note:: ${text}\n\n.. class:: ${text}\n\n   ${text}\n\n.. code:: ${text}\n\n   ${text}\n}}}`,
  (text) =>
    `{{{#!rst\n.. raw:: html\n\n   ${text}\n\n:${text}: ${text}\n\n+---+\n|${text}|\n+---+\n\n| ${text}\n\n.. macro:: ${text}\n}}}`,
  (text) => `{{{#!irc\n[1] <${text}> ${text}\n}}}\n{{{#!diff\n-${text}\n}}}\n{{{#!docbook\n${text}\n}}}`,
];

/** Elements through which a page could run something or change what is around it. */
const forbidden = new Set(
  'script iframe svg math embed applet style base meta link frame frameset template'.split(' '),
);
/** Attributes that browsers load from or go to. */
const addresses = new Set(
  'href src action data formaction background poster cite longdesc usemap code codebase lowsrc dynsrc srcdoc'.split(
    ' ',
  ),
);

/** Elements and attributes through which a page could run something. */
function dangers(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if (!('tagName' in node)) return [];
    const found: string[] = [];
    if (forbidden.has(node.tagName)) found.push(`<${node.tagName}>`);
    for (const { name, value } of node.attrs) {
      if (name.startsWith('on') && !(name === 'onchange' && /^dbw_update_search\('[\w.-]*'\);$/.test(value)))
        found.push(`${node.tagName} ${name}=${value}`);
      // What a browser makes of an address: control characters and blanks in front and inside are dropped.
      const address = Array.from(value, (character) => (character <= ' ' ? '' : character))
        .join('')
        .toLowerCase();
      const runs =
        addresses.has(name) &&
        /^(?:javascript|data|vbscript|feed|view-source):/.test(address.replaceAll('\u00A0', ''));
      if (runs || name === 'srcdoc') found.push(`${node.tagName} ${name}=${value}`);
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

describe('an interwiki map that leads to a program', () => {
  const evil = [
    'javascript:alert(1)//',
    'JavaScript:alert(1)//$PAGE',
    'data:text/html,',
    'vbscript:x',
    '\u0001javascript:x',
    'blob:x',
    'view-source:x',
    'x-apple:y',
  ];
  const texts = [
    'Evil:PageName',
    '[[Evil:x]]',
    '[[Evil:x|label]]',
    '[[Evil:x#y|{{http://x.example/a.png}}|&a=b]]',
    '{{Evil:x}}',
    '{{Evil:x|text}}',
    '#format creole\n[[Evil:x|label]]',
  ];
  const compiled = (text: string, prefix: string) =>
    fillPage(
      compilePage({
        text,
        pageName: 'TestPage',
        settings: { ...settings, interwiki: (wiki) => (wiki === 'Evil' ? prefix : null) },
      }),
      environment(),
    );

  test.each(evil)('makes no link: %j', async (prefix) => {
    for (const text of texts) {
      const { html: made } = await compiled(text, prefix);
      expect(made).not.toMatch(/<a[ >]|<object|<iframe/);
    }
  });

  test('leaves what the link would show', async () => {
    expect((await compiled('a [[Evil:x|some label]] b', 'javascript:')).html).toContain('a some label b');
    expect((await compiled('a {{Evil:x|some text}} b', 'javascript:')).html).toContain('a some text b');
  });

  test.each(['http://x.example/', 'HTTPS://x.example/', 'mailto:', '/other/', '//x.example/', '../wiki?'])(
    'is told from one that leads to pages: %s',
    async (prefix) => {
      expect((await compiled('[[Evil:x]]', prefix)).html).toContain(`class="interwiki" href="${prefix}x"`);
    },
  );
});

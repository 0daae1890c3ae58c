import { describe, expect, test } from 'vitest';
import { macroRegistry } from '../../../electron/macro/bundled.ts';
import type { Macro } from '../../../electron/macro/macro.ts';
import { renderPage } from '../../../electron/macro/render-page.ts';
import type { MacroSession } from '../../../electron/macro/wiki-view.ts';
import { compilePage } from '../../../electron/markup/compile.ts';
import { settings } from '../markup/settings.ts';
import { shown, viewOf } from './view.ts';

describe('running macros', () => {
  test('an unknown macro shows its source with a hint', async () => {
    expect(await shown('<<Nope(<b>)>>')).toContain(
      '<span title="Cannot load macro Nope">&lt;&lt;Nope(&lt;b&gt;)&gt;&gt;</span>',
    );
  });

  test('what a macro throws is text of the page', async () => {
    const broken: Macro = {
      name: 'Broken',
      run() {
        throw new Error('<no>');
      },
    };
    expect(await shown('<<Broken>>', viewOf({}), [broken])).toContain(
      '&lt;&lt;Broken: execution failed [&lt;no&gt;] (see also the log)&gt;&gt;',
    );
  });

  test("a farm's macro stands above ours and escapes what it does not call HTML", async () => {
    const own: Macro = { name: 'BR', run: () => '<own>' };
    expect(await shown('<<BR>>', viewOf({}), [own])).toContain('&lt;own&gt;');
  });

  test('a macro keeps values in the session', async () => {
    const stored = new Map<string, unknown>();
    const session: MacroSession = {
      isNew: false,
      get: (key: string, fallback?: unknown) => stored.get(key) ?? fallback,
      set: (key, value) => void stored.set(key, value),
      has: (key) => stored.has(key),
      delete: (key) => stored.delete(key),
      keys: () => [...stored.keys()],
    };
    const counter: Macro = {
      name: 'Counter',
      needs: ['session'],
      run(_args, context) {
        const count = Number(context.session?.get('count', 0)) + 1;
        context.session?.set('count', count);
        return String(count);
      },
    };
    expect(await shown('<<Counter>> <<Counter>>', viewOf({}, { session }), [counter])).toContain('1 2');
    expect(stored.get('count')).toBe(2);
  });
});

describe('what a macro needs', () => {
  /** The page shown twice from one compiled form, as for two visitors. */
  async function shownTwice(macro: Macro): Promise<readonly string[]> {
    const registry = macroRegistry([macro]);
    const page = compilePage({ text: `<<${macro.name}(a)>> <<${macro.name}(b)>>`, pageName: 'P', settings });
    const first = await renderPage(page, viewOf({}), registry);
    const second = await renderPage(page, viewOf({}), registry);
    return [first.html, second.html].map((html) => html.replaceAll(/<[^>]*>|\s/g, ''));
  }

  const counting = (needs: Macro['needs']): Macro => {
    let runs = 0;
    return {
      name: 'Count',
      ...(needs === undefined ? {} : { needs }),
      run: (args) => `${args ?? ''}${++runs}`,
    };
  };

  test('nothing: its answer is kept with the page, for each argument', async () => {
    expect(await shownTwice(counting([]))).toEqual(['a1b2', 'a1b2']);
  });

  test.each([[undefined], [['time']], [['user', 'pages']]] as const)(
    '%j: it runs for every view',
    async (needs) => {
      expect(await shownTwice(counting(needs))).toEqual(['a1b2', 'a3b4']);
    },
  );
});

describe('arguments of single macros', () => {
  test('an address is decoded word by word', async () => {
    const view = viewOf({});
    const known = viewOf({}, { visitor: { ...view.visitor, name: 'Ann' } });
    expect(await shown('<<MailTo(J.Doe AT NOSPAM x DOT org)>>', known)).toContain(
      'href="mailto:J.Doe@x.org"',
    );
  });

  test('what follows the seconds of a time is ignored unless it is an offset', async () => {
    expect(await shown('<<DateTime(2024-01-02T03:04:05.5 UTC)>>')).toContain('2024-01-02 03:04:05');
    expect(await shown('<<DateTime(2024-01-02T03:04:05+0130)>>')).toContain('2024-01-02 01:34:05');
    expect(await shown('<<DateTime(2024-01-02T03:04:05+02)>>')).toContain('execution failed');
    expect(await shown('<<DateTime(1.7e9)>>')).toContain('2023-11-14 22:13:20');
  });

  test('an icon is found by its file, too', async () => {
    expect(await shown('<<Icon(moin-diff.png)>>')).toContain('<img alt="[DIFF]" height="16"');
  });

  test('pages to include are counted before some of them are left out', async () => {
    const view = viewOf({ A1: 'first', A2: 'second', A3: 'third' });
    const found = await shown('<<Include(^A,,items=2,skipitems=1)>>', view);
    expect(found).toContain('second');
    expect(found).not.toContain('third');
  });

  test('arguments without a comma between them are refused', async () => {
    expect(await shown('<<Action(action="raw" text="x")>>')).toContain('execution failed');
  });
});

describe('contents and footnotes', () => {
  test('the table of contents knows headings below it and of included pages', async () => {
    const found = await shown(
      '<<TableOfContents>>\n= One =\n<<Include(Other)>>',
      viewOf({ Other: '== Two ==\n' }),
    );
    expect(found).toContain('<a href="#One">One</a><ol><li>\n<a href="#Other.Two">Two</a>');
  });

  test('section numbers go on through an included page', async () => {
    const found = await shown(
      '#pragma section-numbers on\n= One =\n<<Include(Other)>>',
      viewOf({ Other: '= Two =\n' }),
    );
    expect(found).toContain('>2. Two</h1>');
  });

  test('the same footnote has one number, the list stands at the end', async () => {
    const found = await shown("a<<FootNote(''x'')>> b<<FootNote(''x'')>>");
    expect(found.match(/>1<\/a><\/sup>/g)).toHaveLength(2);
    expect(found.endsWith('</ol></div>')).toBe(true);
    expect(found).toContain('<em>x</em>');
  });
});

describe('including pages', () => {
  test('a page that includes itself ends with a message', async () => {
    const found = await shown('<<Include(Loop)>>', viewOf({ Loop: 'x <<Include(Loop)>>' }));
    expect(found).toContain('<strong class="error">Recursive include of "Loop" forbidden</strong>');
  });

  test('two pages that include each other end too', async () => {
    const found = await shown('<<Include(A)>>', viewOf({ A: '<<Include(B)>>', B: '<<Include(A)>>' }));
    expect(found).toContain('Recursive include of "A" forbidden');
  });

  test('what may not be read is not there', async () => {
    const view = viewOf({ Secret: 'hidden words' }, { may: (_right, page) => page !== 'Secret' });
    expect(await shown('<<Include(Secret)>><<RandomQuote(Secret)>>', view)).not.toContain('hidden');
  });

  test('arguments are escaped in messages', async () => {
    expect(await shown('<<Include(A,"",<img src=x>)>>')).toContain('&lt;img src=x&gt;');
  });
});

describe('dates', () => {
  test.each([
    ['<<DateTime(2024-01-02T03:04:05-0730)>>', '2024-01-02 10:34:05'],
    ['<<Date(2024-13-45T00:00:00Z)>>', '2025-02-14'],
    ['<<Date>>', '2023-11-14'],
    ['<<Date(0)>>', '2023-11-14'],
  ])('%s is %s', async (source, expected) => {
    expect(await shown(source)).toContain(expected);
  });

  test("are shown in the visitor's zone and format", async () => {
    const view = viewOf({});
    const visitor = { ...view.visitor, zoneOffsetSeconds: 3600, dateTimeFormat: '%d.%m.%y %H:%M' };
    expect(await shown('<<DateTime(2024-01-01T23:30:00Z)>>', { ...view, visitor })).toContain(
      '02.01.24 00:30',
    );
  });
});

describe('lists', () => {
  test('wanted pages name who wants them, orphans are those that nobody links to', async () => {
    const view = viewOf({ Home: 'MissingPage Other', Other: '[[Home]]', Lonely: 'x' });
    expect(await shown('<<WantedPages>>', view)).toContain(
      '<a class="nonexistent" href="/MissingPage">MissingPage</a>: <a href="/Home?highlight=MissingPage" rel="nofollow">Home</a>',
    );
    const orphans = await shown('<<OrphanedPages>>', view);
    expect(orphans).toContain('>Lonely</a>');
    expect(orphans).not.toContain('>Home</a>');
  });
});

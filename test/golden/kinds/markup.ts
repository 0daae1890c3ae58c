import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { macroRegistry } from '../../../electron/macro/bundled.ts';
import { renderPage } from '../../../electron/macro/render-page.ts';
import { compilePage } from '../../../electron/markup/compile.ts';
import { linkIndex } from '../../../electron/markup/link-index.ts';
import type { CaseResult, GoldenKind } from '../kind.ts';
import { firstDifference, normalise } from './markup/compare.ts';
import { attachmentReader, contextView, readContext } from './markup/context-wiki.ts';
import type { GoldenContext } from './markup/context-wiki.ts';

const rowSchema = z.object({
  id: z.string(),
  tags: z.array(z.string()),
  input: z.string(),
  html: z.string().nullable(),
  html_cached: z.string().optional(),
  page: z.string().optional(),
  query: z.string().optional(),
  user: z.record(z.string(), z.unknown()).optional(),
  username: z.string().optional(),
  content_attrs: z.object({ dir: z.string(), lang: z.string() }).optional(),
  links: z.array(z.string()).optional(),
  links_when_viewed: z.array(z.string()).optional(),
  wording: z.boolean().optional(),
  optional: z.boolean().optional(),
});
type Row = z.infer<typeof rowSchema>;

const pageSchema = z.object({
  id: z.string(),
  page: z.string().optional(),
  content_attrs: z.object({ dir: z.string(), lang: z.string() }).optional(),
  links: z.array(z.string()).optional(),
  links_when_viewed: z.array(z.string()).optional(),
  html_cached: z.string().optional(),
  optional: z.boolean().optional(),
});

/** Tags whose cases pass when rendering ends without an exception (COMPARE.md). */
const renderOnly = new Set([
  'HighlighterList',
  'SystemInfo',
  'StatsChart',
  'WikiConfig',
  'ShowSmileys',
  'AdvancedSearch',
  'TeudView',
]);

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function* rowsOf(directory: string): AsyncGenerator<Row> {
  for (const file of ['small.jsonl', 'macros.jsonl', 'parsers.jsonl']) {
    const text = await readIfThere(path.join(directory, file));
    for (const line of (text ?? '').split('\n')) if (line !== '') yield rowSchema.parse(JSON.parse(line));
  }
  const index = await readIfThere(path.join(directory, 'pages', 'index.json'));
  for (const page of z.array(pageSchema).parse(JSON.parse(index ?? '[]'))) {
    const read = (name: string): Promise<string> => readFile(path.join(directory, 'pages', name), 'utf8');
    const { html_cached: cached, ...rest } = page;
    yield {
      ...rest,
      tags: ['pages'],
      input: await read(`${page.id}.moin`),
      html: await read(`${page.id}.html`),
      ...(cached === undefined ? {} : { html_cached: await read(cached) }),
    };
  }
}

/** Words that must be seen although the reference crashed on the input. */
function missingWords(input: string, html: string): string | null {
  const shown = html.replaceAll(/<[^>]*>/g, ' ');
  const label = /\|([^|\]}]+)/.exec(input)?.[1] ?? '';
  return shown.includes(label) || html.includes(`"${label}"`) ? null : `"${label}" is not shown`;
}

async function runRow(context: GoldenContext, row: Row): Promise<string | null> {
  const page = row.page ?? context.default_page;
  const view = contextView(context, {
    page,
    query: row.query ?? '',
    profile: row.user ?? {},
    userName: row.username ?? '',
  });
  const compiled = compilePage({ text: row.input, pageName: page, settings: view.settings });
  const shown = await renderPage(compiled, view, macroRegistry());
  if (row.tags.some((tag) => renderOnly.has(tag))) return null;
  if (row.html === null) return missingWords(row.input, shown.html);
  if (row.tags.includes('reference-unsafe'))
    return /<script|<b>|\son\w+=/i.test(shown.html) ? 'text reached the page unescaped' : null;
  return (
    compareHtml(context, row, shown.html) ??
    compareList('links', row.links, linkIndex(compiled, attachmentReader(context))) ??
    compareList('links when viewed', row.links_when_viewed, shown.links) ??
    compareContent(row, compiled.direction, compiled.language)
  );
}

function compareHtml(context: GoldenContext, row: Row, html: string): string | null {
  const options = { wording: row.wording === true, staticPrefix: context.url_prefix_static };
  const withLineAnchors = row.tags.includes('line-anchors');
  const found = normalise(html, options);
  const difference = firstDifference(normalise(row.html ?? '', options), found, withLineAnchors);
  if (difference === null || row.html_cached === undefined) return difference;
  const cached = firstDifference(normalise(row.html_cached, options), found, withLineAnchors);
  return cached === null ? null : difference;
}

function compareList(
  name: string,
  expected: readonly string[] | undefined,
  found: readonly string[],
): string | null {
  if (expected === undefined || JSON.stringify(expected) === JSON.stringify(found)) return null;
  return `${name} expected ${JSON.stringify(expected)} found ${JSON.stringify(found)}`;
}

function compareContent(row: Row, dir: string, lang: string): string | null {
  const expected = row.content_attrs ?? { dir: 'ltr', lang: 'en' };
  return expected.dir === dir && expected.lang === lang
    ? null
    : `content expected ${expected.dir}/${expected.lang} found ${dir}/${lang}`;
}

export const kind: GoldenKind = {
  name: 'markup',
  async *run(directory): AsyncGenerator<CaseResult> {
    if ((await readIfThere(path.join(directory, 'context.json'))) === null) return;
    const context = await readContext(directory);
    for await (const row of rowsOf(directory)) {
      if (row.optional === true) continue;
      let difference: string | null;
      try {
        difference = await runRow(context, row);
      } catch (error) {
        difference = `failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      }
      yield {
        name: row.id,
        tags: row.tags,
        passed: difference === null,
        ...(difference === null ? {} : { difference }),
      };
    }
  },
};

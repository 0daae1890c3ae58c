/**
 * Megabytes of wiki text per second to tree and to HTML, beside markdown-it on the same text and parse5 on the result.
 *
 * Run with the other benches: `npm run bench`. Processor time, so that other work on the computer does not count.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import { parseFragment } from 'parse5';
import { compilePage } from '../../electron/markup/compile.ts';
import type { MarkupSettings, RenderEnvironment } from '../../electron/markup/environment.ts';
import { fillPage } from '../../electron/markup/fill.ts';
import { parseText } from '../../electron/markup/parsers.ts';

const settings: MarkupSettings = {
  bangMeta: true,
  defaultMarkup: 'wiki',
  strict: false,
  showSectionNumbers: false,
  languageDefault: 'en',
  scriptRoot: '',
  staticPrefix: '/static',
  theme: 'modernized',
  interwikiName: 'own',
  interwiki: () => null,
};
const environment: RenderEnvironment = {
  viewer: { showComments: false, showNonexistentAsQuestionMark: false, showTopBottom: false },
  query: new Map(),
  highlight: null,
  pageExists: () => true,
  attachmentExists: () => true,
  readAttachment: async () => null,
  translate: (english) => english,
  ticket: () => '',
  runMacro: async () => '',
};

const directory = path.resolve(process.argv[2] ?? 'test/golden/markup/pages');
const pages = readdirSync(directory)
  .filter((file) => file.endsWith('.moin'))
  .map((file) => readFileSync(path.join(directory, file), 'utf8'))
  .filter((text) => !text.startsWith('#'));
const megabytes = pages.reduce((total, text) => total + Buffer.byteLength(text), 0) / 1e6;
const rounds = 20;

async function measure(name: string, work: (text: string) => unknown): Promise<void> {
  for (const text of pages) await work(text);
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) for (const text of pages) await work(text);
  const used = process.cpuUsage(before);
  const seconds = (used.user + used.system) / 1e6;
  console.log(
    `${name.padEnd(34)} ${((megabytes * rounds) / seconds).toFixed(2)} MB/s  ${((pages.length * rounds) / seconds).toFixed(0)} pages/s`,
  );
}

const markdown = new MarkdownIt({ linkify: true });
const compiled = new Map(pages.map((text) => [text, compilePage({ text, pageName: 'Page', settings })]));
const finished = new Map<string, string>();
for (const [text, page] of compiled) finished.set(text, (await fillPage(page, environment)).html);

await measure('wiki text to tree', (text) =>
  parseText({ syntax: 'wiki', args: '', text, firstLine: 1, pageName: 'Page', language: 'en', settings }),
);
await measure('wiki text to fragments', (text) => compilePage({ text, pageName: 'Page', settings }));
await measure('fragments to HTML (cached view)', (text) => {
  const page = compiled.get(text);
  return page === undefined ? undefined : fillPage(page, environment);
});
await measure('markdown-it on the same text', (text) => markdown.render(text));
await measure('parse5 on our HTML (of that text)', (text) => parseFragment(finished.get(text) ?? ''));

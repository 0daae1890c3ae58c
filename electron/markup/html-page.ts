import MarkdownIt from 'markdown-it';
import { sanitizeHtml } from './sanitize.ts';
import type { ParseContext } from './syntax.ts';

/** HTML of a page or block, filtered (spec/markup.md §7.5). */
export function parseHtml(context: ParseContext, _args: string, text: string): void {
  context.builder.html(sanitizeHtml(text));
}

const markdown = new MarkdownIt({ html: false, linkify: true });

/** Markdown, which MoinMoin 1.9 does not have; raw HTML in it is shown as text. */
export function parseMarkdown(context: ParseContext, _args: string, text: string): void {
  context.builder.html(sanitizeHtml(markdown.render(text)));
}

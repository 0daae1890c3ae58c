import type { CompiledPage } from './compile.ts';
import { parserForFile } from './mime-types.ts';
import { isInlinedMarkup, pageLinks } from './outline.ts';
import { parseText } from './parsers.ts';
import type { AttachmentEmbed, Tree } from './tree.ts';

/** Attachments in attachments at most this deep. */
const maximumDepth = 3;
const largestBytes = 1_000_000;

/**
 * Targets of a page's links with those of the attachments that it shows as wiki text (spec/markup.md §6, §13).
 *
 * `read` gives the bytes of an attachment; null when it is missing.
 */
export function linkIndex(
  compiled: CompiledPage,
  read: (page: string, file: string) => Uint8Array | null,
): readonly string[] {
  if (!compiled.inlinesMarkup) return compiled.links;
  const linksOf = (embed: AttachmentEmbed, depth: number): readonly string[] => {
    if (depth > maximumDepth || !isInlinedMarkup(embed)) return [];
    const bytes = read(embed.page, embed.file);
    return bytes === null || bytes.length > largestBytes
      ? []
      : pageLinks(parseInlined(compiled, embed, bytes), (inner) => linksOf(inner, depth + 1));
  };
  return pageLinks(compiled.tree, (embed) => linksOf(embed, 1));
}

function parseInlined(
  { settings, pageName, language }: CompiledPage,
  embed: AttachmentEmbed,
  bytes: Uint8Array,
): Tree {
  const { name, args } = parserForFile(embed.file);
  const text = new TextDecoder().decode(bytes).replaceAll('\r\n', '\n');
  return parseText({ syntax: name, args, text, firstLine: 1, pageName, language, settings });
}

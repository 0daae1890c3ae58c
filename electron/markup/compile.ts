import type { MarkupSettings } from './environment.ts';
import type { Fragments } from './holes.ts';
import { treeToFragments } from './html.ts';
import { IdRegister } from './ids.ts';
import type { UsedIds } from './ids.ts';
import { noInstructions, splitInstructions } from './instructions.ts';
import type { Instructions } from './instructions.ts';
import { directionOf } from './languages.ts';
import { isInlinedMarkup, pageLinks, walk } from './outline.ts';
import { parseText } from './parsers.ts';
import type { Tree } from './tree.ts';

export interface CompileInput {
  /** Stored text, instructions included, LF or CRLF. */
  readonly text: string;
  readonly pageName: string;
  readonly settings: MarkupSettings;
  /** In front of all ids: `NAME.` for a page inside another one, else empty or left out. */
  readonly idPrefix?: string;
  /** False: lines with `#` at the top are text, as in a part of a page. */
  readonly withInstructions?: boolean;
}

/** A page ready to be joined for any visitor; depends on its {@link CompileInput} alone, so it can be cached by it. */
export interface CompiledPage {
  readonly pageName: string;
  readonly instructions: Instructions;
  /** Language of the content element: `#language` if known, else the wiki's default. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly tree: Tree;
  /** Targets of page links, first appearance, without duplicates (spec/markup.md §13). */
  readonly links: readonly string[];
  /** Attachments are shown as wiki text: the link index has their links, too (link-index.ts). */
  readonly inlinesMarkup: boolean;
  /** Static HTML between holes. */
  readonly fragments: Fragments;
  readonly settings: MarkupSettings;
  readonly idPrefix: string;
  /** Ids that the static parts use, for those that macros add. */
  readonly ids: UsedIds;
}

/** Text of a page to its tree and fragments. Never throws, takes time linear in the text. */
export function compilePage(input: CompileInput): CompiledPage {
  const { pageName, settings, idPrefix = '' } = input;
  // U+0000 has no place in HTML and marks places inside this room.
  const text = input.text.replaceAll('\u0000', '\uFFFD');
  const instructions = input.withInstructions === false ? noInstructions(text) : splitInstructions(text);
  const language = instructions.language ?? settings.languageDefault;
  const direction = directionOf(language);
  const isXml = instructions.lineCount === 0 && instructions.body.startsWith('<?xml');
  const tree = parseText({
    syntax: isXml ? 'xslt' : (instructions.format?.name ?? settings.defaultMarkup),
    args: instructions.format?.args ?? '',
    text: instructions.body,
    firstLine: instructions.lineCount + 1,
    pageName,
    language,
    settings,
  });
  const ids = new IdRegister();
  const fragments = treeToFragments(tree, { settings, ids, idPrefix, language, direction });
  return {
    pageName,
    instructions,
    language,
    direction,
    tree,
    links: pageLinks(tree),
    inlinesMarkup: [...walk(tree.children)].some(isInlinedMarkup),
    fragments,
    settings,
    idPrefix,
    ids: ids.snapshot(),
  };
}

import type { MarkupSettings } from './environment.ts';
import { parseCreole } from './creole/parse.ts';
import { parseCsv } from './csv.ts';
import { codeParserNames } from './code/languages.ts';
import { codeParser, parseHighlight } from './code/parse.ts';
import { parseHtml, parseMarkdown } from './html-page.ts';
import { rstOff, unknownParser, xsltOff } from './notes.ts';
import { parsePlain, writePlain } from './plain.ts';
import { parseRst } from './rst/parse.ts';
import { maximumNesting } from './syntax.ts';
import type { ParseContext, Parser } from './syntax.ts';
import { TreeBuilder } from './tree-builder.ts';
import type { BlockLanguage, Tree, TreeNode } from './tree.ts';
import { parseWiki } from './wiki/parse.ts';

const parsers: ReadonlyMap<string, Parser> = new Map<string, Parser>([
  ...codeParserNames.map((name) => [name, codeParser(name)] as const),
  ['highlight', parseHighlight],
  ['html', parseHtml],
  ['markdown', parseMarkdown],
  ['md', parseMarkdown],
  ['creole', parseCreole],
  ['csv', parseCsv],
  ['rst', parseRst],
  ['rest', parseRst],
  ['restructuredtext', parseRst],
  ['wiki', parseWiki],
  ['plain', parsePlain],
  ['text', parsePlain],
  ['text/plain', parsePlain],
  ['', parsePlain],
]);

/** Notes above the source of formats that are not shown here, nor by a MoinMoin without optional libraries. */
const unavailable: ReadonlyMap<string, readonly TreeNode[]> = new Map([
  ['docbook', xsltOff],
  ['xslt', xsltOff],
]);

export interface ParseInput {
  readonly syntax: string;
  readonly args: string;
  readonly text: string;
  readonly firstLine: number;
  readonly pageName: string;
  readonly language: string;
  readonly settings: MarkupSettings;
  /** Language that blocks carry from the start, for text inside a page that switched. */
  readonly blockLanguage?: BlockLanguage | null;
}

/** Text of any syntax to the tree; unknown syntaxes give plain text. */
export function parseText(input: ParseInput): Tree {
  const builder = new TreeBuilder();
  builder.language = input.blockLanguage ?? undefined;
  const context = makeContext(input, builder, 0);
  runParser(context, input.syntax, input.args, input.text, input.firstLine);
  return builder.finish();
}

function makeContext(input: ParseInput, builder: TreeBuilder, nesting: number): ParseContext {
  const context: ParseContext = {
    builder,
    settings: input.settings,
    pageName: input.pageName,
    language: input.language,
    nesting,
    knows: (syntax) => parsers.has(syntax.toLowerCase()) || unavailable.has(syntax.toLowerCase()),
    parse(syntax, args, lines) {
      runParser(makeContext(input, builder, nesting + 1), syntax, args, blockText(lines), 1);
    },
  };
  return context;
}

/** One empty line at the start and one blank line at the end belong to the block's marks. */
function blockText(lines: readonly string[]): string {
  const start = lines[0] === '' ? 1 : 0;
  const hasBlankEnd = lines.length > start && lines[lines.length - 1]?.trim() === '';
  return lines.slice(start, hasBlankEnd ? -1 : undefined).join('\n');
}

function runParser(
  context: ParseContext,
  syntax: string,
  args: string,
  text: string,
  firstLine: number,
): void {
  const name = syntax.toLowerCase();
  const { strict } = context.settings;
  const parser = context.nesting > maximumNesting ? parsePlain : parsers.get(name);
  if (parser === parseRst && strict)
    writePlain(context, text, firstLine, name === 'rst' ? rstOff : undefined);
  else if (parser !== undefined) parser(context, args, text, firstLine);
  else
    writePlain(
      context,
      text,
      firstLine,
      unavailable.get(name) ?? (strict ? undefined : unknownParser(syntax)),
    );
}

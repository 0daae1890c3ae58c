import type { MarkupSettings } from './environment.ts';
import type { TreeBuilder } from './tree-builder.ts';

/** What a parser writes to and may ask, shared by the page's parser and the blocks inside it. */
export interface ParseContext {
  readonly builder: TreeBuilder;
  readonly settings: MarkupSettings;
  readonly pageName: string;
  /** Language of the content around. */
  readonly language: string;
  /** Parsers above this one; bounded, so that blocks in blocks end. */
  readonly nesting: number;
  /** Whether there is a parser of this name. */
  knows(syntax: string): boolean;
  /** Hands a block's content to another parser; unknown names give plain text. */
  parse(syntax: string, args: string, lines: readonly string[]): void;
}

/**
 * A parser writes the text's blocks to the builder.
 *
 * `firstLine` is the number of the text's first line for the line anchors: above 1 when instruction lines were taken off.
 */
export type Parser = (context: ParseContext, args: string, text: string, firstLine: number) => void;

/** Parsers nest at most this deep (each reads its content again); what would be deeper is shown as plain text. */
export const maximumNesting = 8;

import { readSource, type SourceText } from './encoding.ts';
import { parseExpressionList } from './expression-parser.ts';
import { StatementParser } from './statement-parser.ts';
import type { Block, Expression } from './syntax-tree.ts';
import { TokenStream } from './token-stream.ts';

export interface ParsedFile {
  readonly source: SourceText;
  readonly body: Block;
  /** `from __future__ import division`: `/` on integers gives a float. */
  readonly trueDivision: boolean;
}

/** Parses a whole file by Python 2.7's grammar. Throws PythonSyntaxError. */
export function parsePython(bytes: Uint8Array): ParsedFile {
  const source = readSource(bytes);
  const parser = new StatementParser(new TokenStream(source));
  const body = parser.file();
  return { source, body, trueDivision: parser.futures.has('division') };
}

/** Parses a single expression, e.g. what a person typed as a value. Throws PythonSyntaxError. */
export function parsePythonExpression(source: SourceText): Expression {
  const stream = new TokenStream(source);
  const expression = parseExpressionList(stream);
  while (stream.isType('newline')) stream.take();
  if (!stream.isType('end')) stream.fail('expected the end of the value');
  return expression;
}

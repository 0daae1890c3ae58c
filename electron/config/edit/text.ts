import type { ClassStatement } from './target.ts';
import type { Statement } from '../python/syntax-tree.ts';

/** Cuts and pastes in the text of a file, one character per byte; nothing else moves (spec/config.md §8.2 to §8.4). */
export function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Offset of the line end at or after `from`, or of the end of the file. */
function lineEnd(text: string, from: number): number {
  let index = from;
  while (index < text.length && text[index] !== '\n' && text[index] !== '\r') index++;
  return index;
}

function lineStart(text: string, from: number): number {
  let index = from;
  while (index > 0 && text[index - 1] !== '\n' && text[index - 1] !== '\r') index--;
  return text.startsWith('\xef\xbb\xbf') && index === 0 ? 3 : index;
}

function lineBreakAt(text: string, index: number): string {
  if (text.startsWith('\r\n', index)) return '\r\n';
  const character = text[index];
  return character === '\n' || character === '\r' ? character : '';
}

/** The first line end of the file, for lines that need one of their own. */
function styleOf(text: string): string {
  return lineBreakAt(text, lineEnd(text, 0)) || '\n';
}

/** A new statement after one of the body: on a line of its own, or behind a `;` in a one-line body. */
export function insertAfter(text: string, cls: ClassStatement, after: Statement, line: string): string {
  const { body } = cls;
  const [first] = body.statements;
  if (body.inline) {
    if (body.statements.length === 1 && after.type === 'other' && after.keyword === 'pass')
      return splice(text, body.headerEnd, after.end, `${styleOf(text)}    ${line}`);
    return splice(text, after.end, after.end, `; ${line}`);
  }
  const indentation = first === undefined ? '    ' : text.slice(lineStart(text, first.start), first.start);
  const end = lineEnd(text, after.end);
  const lineBreak = lineBreakAt(text, end);
  if (lineBreak === '') return `${text}${styleOf(text)}${indentation}${line}${styleOf(text)}`;
  const at = end + lineBreak.length;
  return splice(text, at, at, `${indentation}${line}${lineBreak}`);
}

/** Takes out one statement of the body, with its line when it stands alone there. */
export function removeStatement(text: string, cls: ClassStatement, index: number): string {
  const { statements } = cls.body;
  const statement = statements[index];
  if (statement === undefined) return text;
  const end = lineEnd(text, statement.end);
  if (statements.length === 1) return splice(text, statement.start, end, 'pass');
  const next = statements[index + 1];
  if (next !== undefined && lineEnd(text, statement.end) > next.start)
    return splice(text, statement.start, next.start, '');
  const previous = statements[index - 1];
  if (previous !== undefined && sharesLine(text, previous, statement))
    return splice(text, previous.end, statement.end, '');
  return splice(text, lineStart(text, statement.start), end + lineBreakAt(text, end).length, '');
}

function sharesLine(text: string, before: Statement, after: Statement): boolean {
  return lineEnd(text, before.end) > after.start;
}

/** Whether nothing but its comment stands on the line with a statement. */
export function isAlone(text: string, cls: ClassStatement, index: number): boolean {
  const { statements, inline } = cls.body;
  const [previous, statement, next] = [statements[index - 1], statements[index], statements[index + 1]];
  if (inline || statement === undefined) return false;
  return (
    !(previous !== undefined && sharesLine(text, previous, statement)) &&
    !(next !== undefined && sharesLine(text, statement, next))
  );
}

/** The quote character of the first string in a piece of source, else `'`. */
export function quoteIn(expression: string): "'" | '"' {
  for (const line of expression.split(/\r\n?|\n/)) {
    const found = /^[^#'"]*(['"])/.exec(line)?.[1];
    if (found === "'" || found === '"') return found;
  }
  return "'";
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { diffBlocks, withHardBlanks, type DiffPiece } from '../../../../electron/page/diff/block-diff.ts';
import { diffLines } from '../../../../electron/page/diff/line-diff.ts';
import type { CaseResult } from '../../kind.ts';
import { compare, compareAll, isRecord, judge, text } from '../storage/support.ts';

/** golden/actions/diff.jsonl: differences of two texts as lines and as a table. */
export async function* run(directory: string): AsyncIterable<CaseResult> {
  const lines = await readFile(path.join(directory, 'diff.jsonl'), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  for (const line of lines.split('\n')) {
    const row: unknown = line === '' ? null : JSON.parse(line);
    if (!isRecord(row) || row['optional'] === true) continue;
    yield await judge(text(row, 'id'), 'diff', () => {
      const [before, after] = [text(row, 'old'), text(row, 'new')];
      return compareAll(
        compare('lines', row['text'], diffLines(before, after)),
        compare('table', rowsOf(text(row, 'html')), tableOf(before, after)),
      );
    });
  }
}

/** What a cell shows: pieces of text, inside a mark or not, and line breaks; neighbours of a kind joined. */
type Cell = [kind: 'text' | 'mark' | 'break' | 'marked break', text: string][];

function tableOf(before: string, after: string): unknown[] {
  const blocks = diffBlocks(before, after);
  if (blocks.length === 0) return [{ kind: 'same' }];
  return blocks.flatMap((block) => [
    { kind: 'title', lines: [`#line-${block.oldLine}`, `#line-${block.newLine}`] },
    { kind: 'block', cells: [cellOf(block.old), cellOf(block.new)] },
  ]);
}

function cellOf(pieces: readonly DiffPiece[]): Cell {
  const cell: Cell = [];
  for (const piece of pieces)
    withHardBlanks(piece.text)
      .split('\n')
      .forEach((part, index) => {
        if (index > 0) add(cell, piece.changed ? 'marked break' : 'break', '');
        if (part !== '') add(cell, piece.changed ? 'mark' : 'text', part);
      });
  return cell;
}

function add(cell: Cell, kind: Cell[number][0], words: string): void {
  const last = cell.at(-1);
  const plain = words.replaceAll('\u00a0', ' ');
  if (last !== undefined && last[0] === kind && !kind.endsWith('break')) last[1] += plain;
  else cell.push([kind, plain]);
}

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** Rows of the table in the data, without the one that explains the colours. */
function rowsOf(html: string): unknown[] {
  const rows = elements(parseFragment(html), 'tr').map((row) => {
    const cells = elements(row, 'td');
    const classes = cells.map((cell) => attribute(cell, 'class'));
    if (classes.includes('diff-same')) return { kind: 'same' };
    if (attribute(row, 'class') === 'diff-title')
      return { kind: 'title', lines: elements(row, 'a').map((link) => attribute(link, 'href')) };
    return { kind: 'block', cells: cells.map(readCell) };
  });
  return rows[0]?.kind === 'same' ? rows : rows.slice(1);
}

function elements(node: Node, name: string): Element[] {
  if (!('childNodes' in node)) return [];
  return node.childNodes.flatMap((child) =>
    child.nodeName === name && 'attrs' in child ? [child] : elements(child, name),
  );
}

const attribute = (element: Element, name: string): string =>
  element.attrs.find((attr) => attr.name === name)?.value ?? '';

function readCell(cell: Element): Cell {
  const found: Cell = [];
  const visit = (node: Node, isMarked: boolean): void => {
    if (node.nodeName === '#text' && 'value' in node) add(found, isMarked ? 'mark' : 'text', node.value);
    else if (node.nodeName === 'br') add(found, isMarked ? 'marked break' : 'break', '');
    else if ('childNodes' in node)
      for (const child of node.childNodes) visit(child, isMarked || node.nodeName === 'span');
  };
  for (const child of cell.childNodes) visit(child, false);
  return found;
}

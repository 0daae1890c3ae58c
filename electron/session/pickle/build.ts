import type { PyValue } from '../../../shared/python-value.ts';
import { KeyTooLargeError, keyText, UnhashableKeyError } from '../py-dict.ts';
import { PickleCorruptError, PickleRefusedError } from './errors.ts';
import { limits } from './limits.ts';

/** A value under construction: lists and dictionaries still grow, and may hold themselves. */
export type Node =
  Exclude<PyValue, { type: 'list' | 'dict' | 'tuple' | 'set' }> | TupleNode | ListNode | DictNode;

export interface TupleNode {
  readonly type: 'tuple';
  readonly items: readonly Node[];
}

export interface ListNode {
  readonly type: 'list';
  readonly items: Node[];
}

export interface DictNode {
  readonly type: 'dict';
  /** By `keyText` of the key. */
  readonly entries: Map<string, readonly [Node, Node]>;
}

/** Stores as Python does: a later value wins, the first key object stays. */
export function storeItem(dict: DictNode, key: Node, value: Node): void {
  const text = nodeKeyText(key);
  const known = dict.entries.get(text);
  dict.entries.set(text, [known?.[0] ?? key, value]);
}

function nodeKeyText(key: Node): string {
  if (key.type === 'list' || key.type === 'dict') throw new PickleCorruptError(`a ${key.type} as key`);
  try {
    return keyText(key.type === 'tuple' ? finish(key) : key);
  } catch (error) {
    if (error instanceof UnhashableKeyError) throw new PickleCorruptError(error.message);
    if (error instanceof KeyTooLargeError) throw new PickleRefusedError('EXPANSION');
    throw error;
  }
}

/**
 * Turns the finished structure into a plain value, counting every use of a shared part.
 *
 * Walks the structure as it would be written without a memo and stops at the first limit, so that a few hundred bytes that
 * stand for a thousand million values cost no more than the limit.
 */
export function finish(top: Node): PyValue {
  const budget = { nodes: limits.nodes, bytes: limits.expandedBytes, path: new Set<Node>() };
  return convert(top, budget);
}

interface Budget {
  nodes: number;
  bytes: number;
  readonly path: Set<Node>;
}

function convert(node: Node, budget: Budget): PyValue {
  budget.nodes -= 1;
  if (budget.nodes < 0) throw new PickleRefusedError('EXPANSION');
  switch (node.type) {
    case 'str':
      return spend(budget, node.bytes.length, node);
    case 'unicode':
      return spend(budget, node.text.length, node);
    case 'tuple':
    case 'list': {
      enter(node, budget);
      const items = node.items.map((item) => convert(item, budget));
      budget.path.delete(node);
      return { type: node.type, items };
    }
    case 'dict': {
      enter(node, budget);
      const entries = [...node.entries.values()].map(
        ([key, value]) => [convert(key, budget), convert(value, budget)] as const,
      );
      budget.path.delete(node);
      return { type: 'dict', entries };
    }
    case 'none':
    case 'bool':
    case 'int':
    case 'long':
    case 'float':
      return node;
  }
}

function enter(node: Node, budget: Budget): void {
  if (budget.path.has(node)) throw new PickleRefusedError('CYCLE');
  if (budget.path.size >= limits.depth) throw new PickleRefusedError('DEPTH');
  budget.path.add(node);
}

function spend<T extends PyValue>(budget: Budget, bytes: number, value: T): T {
  budget.bytes -= bytes;
  if (budget.bytes < 0) throw new PickleRefusedError('EXPANSION');
  return value;
}

import type { Binding, ClassValue } from './values.ts';
import type { Sentence } from '../../../shared/texts/sentence.ts';

/** Python's method resolution order (C3), the class itself first; null when the bases contradict each other. */
export function classOrder(cls: ClassValue): readonly ClassValue[] | null {
  return orderAt(cls, 0);
}

const maxDepth = 100;

function orderAt(cls: ClassValue, depth: number): ClassValue[] | null {
  if (depth > maxDepth) return null;
  const sequences: ClassValue[][] = [];
  for (const base of cls.bases) {
    const order = orderAt(base, depth + 1);
    if (order === null) return null;
    sequences.push(order);
  }
  sequences.push([...cls.bases]);
  return merge(cls, sequences);
}

function merge(cls: ClassValue, sequences: ClassValue[][]): ClassValue[] | null {
  const result = [cls];
  let left = sequences.filter((sequence) => sequence.length > 0);
  while (left.length > 0) {
    const next = left
      .map((sequence) => sequence[0])
      .find((head) => head !== undefined && !left.some((sequence) => sequence.indexOf(head) > 0));
    if (next === undefined) return null;
    result.push(next);
    left = left
      .map((sequence) => (sequence[0] === next ? sequence.slice(1) : sequence))
      .filter((sequence) => sequence.length > 0);
  }
  return result;
}

/** What Python finds for a name: the first class that defines it, or a class that can't be looked into. */
export type ClassLookup =
  | { readonly found: 'binding'; readonly owner: ClassValue; readonly binding: Binding }
  | { readonly found: 'opaque'; readonly owner: ClassValue; readonly why: Sentence }
  | { readonly found: 'nothing' };

export function lookUp(order: readonly ClassValue[], name: string): ClassLookup {
  for (const owner of order) {
    const binding = owner.names.get(name);
    if (binding !== undefined) return { found: 'binding', owner, binding };
    if (owner.opaque !== null) return { found: 'opaque', owner, why: owner.opaque };
  }
  return { found: 'nothing' };
}

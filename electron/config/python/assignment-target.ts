import type { Expression } from './syntax-tree.ts';
import type { TokenStream } from './token-stream.ts';

/** Only names, attributes, subscripts and lists of them can be assigned to. */
export function checkTarget(stream: TokenStream, target: Expression): Expression {
  const pending = [target];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.type === 'tuple' || next.type === 'list') {
      if (next.type === 'tuple' && next.items.length === 0)
        stream.refuse('an empty tuple can not be assigned to');
      pending.push(...next.items);
    } else if (next.type === 'name') {
      if (next.name === 'None' || next.name === '__debug__')
        stream.refuse(`${next.name} can not be assigned to`);
    } else if (next.type === 'attribute') {
      if (next.name === 'None') stream.refuse('None can not be assigned to');
    } else if (
      !['index', 'slice'].includes(next.type) &&
      !(next.type === 'opaque' && next.what === 'subscript')
    )
      stream.refuse('this can not be assigned to');
  }
  return target;
}

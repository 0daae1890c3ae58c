import { createHash } from 'node:crypto';

/** Typed content with dictionaries in an order of their own, for comparison: the order of entries means nothing. */
export function orderFree(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(orderFree);
  if (typeof json !== 'object' || json === null) return json;
  const entries: readonly [string, unknown][] = Object.entries(json);
  return Object.fromEntries(
    entries.map(([key, value]) =>
      key === 'dict' && Array.isArray(value) ? [key, sortedEntries(value)] : [key, orderFree(value)],
    ),
  );
}

function sortedEntries(pairs: readonly unknown[]): readonly unknown[] {
  return pairs
    .map((pair) => orderFree(pair))
    .map((pair) => ({ pair, text: createHash('sha1').update(JSON.stringify(pair)).digest('hex') }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ pair }) => pair);
}

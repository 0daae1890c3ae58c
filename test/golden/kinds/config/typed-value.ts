import { z } from 'zod';
import type { PyValue } from '../../../../shared/python-value.ts';

/** A value of the golden data: `{t, v}` (spec/config.md §9). */
export interface Typed {
  readonly t: string;
  readonly v?: unknown;
  readonly hex?: string;
  readonly class?: string;
}

export const typed: z.ZodType<Typed> = z.looseObject({
  t: z.string(),
  v: z.unknown().optional(),
  hex: z.string().optional(),
  class: z.string().optional(),
}) as z.ZodType<Typed>;

const list = z.array(typed);
const pairs = z.array(z.tuple([typed, typed]));

/** Text with `${FARM}` filled in. */
const filled = (value: unknown, farm: string): string => String(value).replaceAll('${FARM}', farm);

/** The PyValue of a typed value; null for what is no plain data (objects, functions, `auto`). */
export function toPy(value: Typed, farm: string): PyValue | null {
  switch (value.t) {
    case 'none':
      return { type: 'none' };
    case 'bool':
      return { type: 'bool', value: value.v === true };
    case 'int':
      return { type: 'int', value: BigInt(String(value.v)) };
    case 'float':
      return { type: 'float', value: Number(value.v) };
    case 'str':
      return { type: 'str', bytes: Buffer.from(filled(value.v, farm)) };
    case 'bytes':
      return { type: 'str', bytes: Buffer.from(String(value.hex ?? value.v), 'hex') };
    case 'unicode':
      return { type: 'unicode', text: filled(value.v, farm) };
    case 'list':
    case 'tuple':
    case 'set': {
      const items = list.parse(value.v).map((item) => toPy(item, farm));
      return items.some((item) => item === null)
        ? null
        : { type: value.t, items: items.filter((item) => item !== null) };
    }
    case 'dict': {
      const entries: [PyValue, PyValue][] = [];
      for (const [key, content] of pairs.parse(value.v)) {
        const [pyKey, pyContent] = [toPy(key, farm), toPy(content, farm)];
        if (pyKey === null || pyContent === null) return null;
        entries.push([pyKey, pyContent]);
      }
      return { type: 'dict', entries };
    }
    default:
      return null;
  }
}

/** One text per value, the same for equal ones: sets and dicts unordered, int and long alike. */
export function canonical(value: PyValue | null | undefined): string {
  if (value === null || value === undefined) return 'unknown';
  switch (value.type) {
    case 'none':
      return 'None';
    case 'bool':
      return String(value.value);
    case 'int':
    case 'long':
      return String(value.value);
    case 'float':
      return `float ${value.value}`;
    case 'str':
      return `b${JSON.stringify(Buffer.from(value.bytes).toString('latin1'))}`;
    case 'unicode':
      return `u${JSON.stringify(value.text)}`;
    case 'list':
    case 'tuple':
      return `${value.type}(${value.items.map(canonical).join(', ')})`;
    case 'set':
      return `set(${value.items.map(canonical).toSorted().join(', ')})`;
    case 'dict':
      return `dict(${value.entries
        .map(([key, content]) => `${canonical(key)}: ${canonical(content)}`)
        .toSorted()
        .join(', ')})`;
  }
}

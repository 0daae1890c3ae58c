import type { TypedValue } from '../../shared/contract/common.ts';

export interface TypedTreeProps {
  /** The key it stands under; null at the top. */
  readonly name: string | null;
  readonly value: TypedValue;
}

/** A Python value with its types, containers foldable. */
export function TypedTree({ name, value }: TypedTreeProps) {
  const children = childrenOf(value);
  const [type] = Object.keys(value);
  const label = (
    <>
      {name !== null && <span className="typed__name">{name} </span>}
      <span className="tag">{type}</span>{' '}
    </>
  );
  if (children === null)
    return (
      <li>
        {label}
        <code className="typed__value">{printLeaf(value)}</code>
      </li>
    );
  return (
    <li>
      <details open={children.length <= 20}>
        <summary>
          {label}
          <span className="soft">{children.length}</span>
        </summary>
        <ul>
          {children.map(([key, child], index) => (
            <TypedTree key={`${key}-${index}`} name={key} value={child} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function childrenOf(value: TypedValue): readonly (readonly [string, TypedValue])[] | null {
  if ('dict' in value) return value.dict.map(([key, child]) => [printLeaf(key), child] as const);
  const items =
    'list' in value ? value.list : 'tuple' in value ? value.tuple : 'set' in value ? value.set : null;
  return items?.map((child, index) => [String(index), child] as const) ?? null;
}

/** A value on one line, as Python would print it. */
export function printLeaf(value: TypedValue): string {
  if ('none' in value) return 'None';
  if ('bool' in value) return value.bool ? 'True' : 'False';
  if ('int' in value) return value.int;
  if ('long' in value) return `${value.long}L`;
  if ('float' in value) return value.float;
  if ('str' in value) return `'${value.str}'`;
  if ('str_b64' in value) return `base64 ${value.str_b64}`;
  if ('u' in value) return `u'${value.u}'`;
  if ('dict' in value) return '{…}';
  if ('list' in value) return '[…]';
  if ('set' in value) return 'set(…)';
  return '(…)';
}

import type { OptionCell, OptionMatrix, OptionRow, OptionScope } from '../../shared/contract/option.ts';

/** A column of the matrix that can be edited. */
export interface ScopeColumn {
  readonly scope: OptionScope;
  readonly title: string;
}

export function scopeColumns(matrix: OptionMatrix, farmTitle: string): readonly ScopeColumn[] {
  const hasFarm = matrix.rows.some((row) => row.farm !== null);
  return [
    ...(hasFarm ? [{ scope: { kind: 'farm' } as const, title: farmTitle }] : []),
    ...matrix.wikis.map((wiki) => ({
      scope: { kind: 'wiki', wikiId: wiki.id } as const,
      title: wiki.id,
    })),
  ];
}

export function cellOf(matrix: OptionMatrix, row: OptionRow, scope: OptionScope): OptionCell | null {
  if (scope.kind === 'farm') return row.farm;
  return row.wikis[matrix.wikis.findIndex(({ id }) => id === scope.wikiId)] ?? null;
}

/** Whether the class of this column itself sets the option. */
export const isSetHere = (cell: OptionCell, scope: OptionScope): boolean => cell.kind === scope.kind;

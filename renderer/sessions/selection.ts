/** What is chosen in the table: rows by id, or everything that the filter finds. */
export type SelectedSessions =
  { readonly kind: 'rows'; readonly ids: ReadonlySet<string> } | { readonly kind: 'all-matching' };

export const noneSelected: SelectedSessions = { kind: 'rows', ids: new Set() };

export const isSelected = (selected: SelectedSessions, id: string): boolean =>
  selected.kind === 'all-matching' || selected.ids.has(id);

export function toggleSelected(selected: SelectedSessions, id: string): SelectedSessions {
  const ids = new Set(selected.kind === 'rows' ? selected.ids : []);
  if (!ids.delete(id)) ids.add(id);
  return { kind: 'rows', ids };
}

export const countSelected = (selected: SelectedSessions, total: number): number =>
  selected.kind === 'all-matching' ? total : selected.ids.size;

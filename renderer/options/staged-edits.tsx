import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import type { OptionEdit, OptionScope } from '../../shared/contract/option.ts';

type EditsByFarm = Readonly<Record<string, readonly OptionEdit[]>>;

interface StagedEditsStore {
  readonly byFarm: EditsByFarm;
  readonly change: (farmId: string, update: (edits: readonly OptionEdit[]) => readonly OptionEdit[]) => void;
}

const StagedEditsContext = createContext<StagedEditsStore | null>(null);

/** Edits that wait for review; they outlive the view so that other views can add to them. */
export function StagedEditsProvider(props: { readonly children: ReactNode }) {
  const [byFarm, setByFarm] = useState<EditsByFarm>({});
  const change = useCallback<StagedEditsStore['change']>((farmId, update) => {
    setByFarm((all) => ({ ...all, [farmId]: update(all[farmId] ?? []) }));
  }, []);
  const store = useMemo(() => ({ byFarm, change }), [byFarm, change]);
  return <StagedEditsContext value={store}>{props.children}</StagedEditsContext>;
}

export interface StagedEdits {
  readonly edits: readonly OptionEdit[];
  /** Adds edits; one for the same option in the same class takes the place of the older. */
  readonly stage: (edits: readonly OptionEdit[]) => void;
  readonly unstage: (edit: OptionEdit) => void;
  readonly discard: () => void;
}

const none: readonly OptionEdit[] = [];

export function useStagedEdits(farmId: string): StagedEdits {
  const store = use(StagedEditsContext);
  if (store === null) throw new Error('useStagedEdits outside of StagedEditsProvider');
  const edits = store.byFarm[farmId] ?? none;
  const { change } = store;
  return useMemo(
    () => ({
      edits,
      stage: (added) => change(farmId, (old) => mergeEdits(old, added)),
      unstage: (edit) => change(farmId, (old) => old.filter((other) => !sameTarget(other, edit))),
      discard: () => change(farmId, () => []),
    }),
    [edits, change, farmId],
  );
}

export const sameScope = (a: OptionScope, b: OptionScope): boolean =>
  a.kind === 'wiki' && b.kind === 'wiki' ? a.wikiId === b.wikiId : a.kind === b.kind;

/** The item of an edit that adds or takes out one line; several of these stand side by side. */
const itemOfLine = ({ change }: OptionEdit): string | null =>
  change.kind === 'list-add' || change.kind === 'list-remove' ? change.text : null;

function sameTarget(a: OptionEdit, b: OptionEdit): boolean {
  if (a.option !== b.option || !sameScope(a.scope, b.scope)) return false;
  const [one, other] = [itemOfLine(a), itemOfLine(b)];
  return one === null || other === null || one === other;
}

export function mergeEdits(old: readonly OptionEdit[], added: readonly OptionEdit[]): readonly OptionEdit[] {
  return added.reduce<readonly OptionEdit[]>(
    (edits, edit) => [...edits.filter((other) => !sameTarget(other, edit)), edit],
    old,
  );
}

export const findEdits = (
  edits: readonly OptionEdit[],
  option: string,
  scope: OptionScope,
): readonly OptionEdit[] => edits.filter((edit) => edit.option === option && sameScope(edit.scope, scope));

/** The edit that sets or unsets an option in a class. */
export const findEdit = (
  edits: readonly OptionEdit[],
  option: string,
  scope: OptionScope,
): OptionEdit | undefined => findEdits(edits, option, scope).find((edit) => itemOfLine(edit) === null);

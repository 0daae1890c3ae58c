import { useRef, useState, type MouseEvent } from 'react';

/** Which rows of a table are ticked. */
export interface ChosenRows {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string, extend: boolean) => void;
  readonly chooseAll: (chosen: boolean) => void;
}

/** Ids that are no longer shown are chosen no more, so that a button never acts on what nobody sees. */
export function useChosenRows(shown: readonly string[]): ChosenRows {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const ids = new Set(shown.filter((id) => chosen.has(id)));
  return {
    ids,
    toggle: (id, extend) => {
      const next = new Set(ids);
      const wanted = !ids.has(id);
      for (const one of extend ? between(shown, anchor.current, id) : [id])
        if (wanted) next.add(one);
        else next.delete(one);
      anchor.current = id;
      setChosen(next);
    },
    chooseAll: (all) => setChosen(new Set(all ? shown : [])),
  };
}

function between(shown: readonly string[], from: string | null, to: string): readonly string[] {
  const start = from === null ? -1 : shown.indexOf(from);
  const end = shown.indexOf(to);
  if (start === -1) return [to];
  return shown.slice(Math.min(start, end), Math.max(start, end) + 1);
}

export interface RowTickProps {
  readonly label: string;
  readonly id: string;
  readonly chosen: ChosenRows;
}

/** With Shift the rows between are ticked too, by mouse and by the space bar. */
export function RowTick({ label, id, chosen }: RowTickProps) {
  const click = (event: MouseEvent): void => chosen.toggle(id, event.shiftKey);
  return (
    <label className="tick">
      <input type="checkbox" aria-label={label} checked={chosen.ids.has(id)} readOnly onClick={click} />
    </label>
  );
}

export interface AllTickProps {
  readonly label: string;
  readonly total: number;
  readonly chosen: ChosenRows;
}

export function AllTick({ label, total, chosen }: AllTickProps) {
  const some = chosen.ids.size > 0 && chosen.ids.size < total;
  return (
    <label className="tick">
      <input
        type="checkbox"
        aria-label={label}
        checked={total > 0 && chosen.ids.size === total}
        ref={(input) => {
          if (input !== null) input.indeterminate = some;
        }}
        onChange={(event) => chosen.chooseAll(event.target.checked)}
      />
    </label>
  );
}

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import { useText } from '../texts/text.ts';
import { MenuButton } from '../ui/menu.tsx';
import { StateShape } from '../ui/state-mark.tsx';
import { useToasts } from '../ui/toasts.tsx';
import {
  groupsOf,
  moveFarm,
  moveFarmBefore,
  moveFarmInto,
  moveGroup,
  renameGroup,
  type Arrangement,
} from './farm-order.ts';
import { farmState } from './farm-state.ts';
import { RenameGroupDialog } from './group-dialog.tsx';
import { farmRoute, printRoute, type Route } from './route.ts';
import { useSettings } from './settings-provider.tsx';
import { useArrange } from './use-arrange.ts';
import { useChangeSettings } from './use-change-settings.ts';

export interface FarmGroupsProps {
  readonly farms: readonly FarmSummary[];
  readonly filter: string;
  readonly route: Route;
}

/** What is being dragged; a drop from outside carries other types and is left to the window. */
const dragType = 'application/x-croft-farm';

/** The farms under their headings, in the person's own order: by dragging, by Alt with the arrows, by menu. */
export function FarmGroups({ farms, filter, route }: FarmGroupsProps) {
  const text = useText();
  const arrange = useArrange();
  const { foldedGroups } = useSettings();
  const [told, setTold] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = farms.filter((farm) => `${farm.name}\n${farm.path}`.toLowerCase().includes(wanted));
  if (shown.length === 0)
    return wanted === '' ? null : <p className="soft">{text('app.noFarmFound', { text: filter })}</p>;

  async function move(farm: FarmSummary, arrangement: Arrangement | null): Promise<void> {
    if (!(await arrange(arrangement))) return;
    const place = (arrangement ?? []).findIndex(({ farmId }) => farmId === farm.id);
    const group = arrangement?.[place]?.group ?? text('group.none');
    setTold(text('farm.moved', { farm: farm.name, place: place + 1, total: farms.length, group }));
  }
  /** A farm dropped on a heading goes to the end of its group, dropped on a farm before that one. */
  function drop(event: DragEvent, arrangementOf: (farmId: string) => Arrangement | null): void {
    const farm = farms.find(({ id }) => id === event.dataTransfer.getData(dragType));
    if (farm === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    void move(farm, arrangementOf(farm.id));
  }

  return (
    <>
      {[...groupsOf(shown)].map(([group, members]) => {
        // A filter finds what is folded away, too.
        const folded = wanted === '' && foldedGroups.includes(group);
        return (
          // Dropping has its equals in Alt with the arrows and in the menus.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <section
            key={group}
            aria-label={group === '' ? text('app.farms') : group}
            onDragOver={allowFarm}
            onDrop={(event) => drop(event, (id) => moveFarmInto(farms, id, group === '' ? null : group))}
          >
            {group !== '' && (
              <GroupHeading farms={farms} group={group} folded={folded} count={members.length} />
            )}
            {!folded && (
              <ul>
                {members.map((farm) => (
                  <FarmLine
                    key={farm.id}
                    farm={farm}
                    current={route.kind === 'farm' && route.farmId === farm.id}
                    onMove={(step) => void move(farm, moveFarm(farms, farm.id, step))}
                    onDrop={(event) => drop(event, (id) => moveFarmBefore(farms, id, farm.id))}
                  />
                ))}
              </ul>
            )}
          </section>
        );
      })}
      <p className="only-heard" role="status">
        {told}
      </p>
    </>
  );
}

function allowFarm(event: DragEvent): void {
  if (event.dataTransfer.types.includes(dragType)) event.preventDefault();
}

interface GroupHeadingProps {
  readonly farms: readonly FarmSummary[];
  readonly group: string;
  readonly folded: boolean;
  readonly count: number;
}

function GroupHeading({ farms, group, folded, count }: GroupHeadingProps) {
  const text = useText();
  const toasts = useToasts();
  const arrange = useArrange();
  const change = useChangeSettings();
  const { foldedGroups } = useSettings();
  const [renaming, setRenaming] = useState(false);
  const up = moveGroup(farms, group, -1);
  const down = moveGroup(farms, group, 1);
  async function fold(): Promise<void> {
    const others = foldedGroups.filter((name) => name !== group);
    const failed = await change({ foldedGroups: folded ? others : [...others, group] });
    if (failed !== null) toasts.fail(failed);
  }
  return (
    <div className="sidebar__group">
      <h2>
        <button
          type="button"
          className="sidebar__fold"
          aria-expanded={!folded}
          aria-label={text('group.named', { group, count })}
          onClick={() => void fold()}
        >
          {folded ? <ChevronRight size={12} aria-hidden /> : <ChevronDown size={12} aria-hidden />}
          <span className="cut">{group}</span>
          {folded && <span>{count}</span>}
        </button>
      </h2>
      <MenuButton
        label={text('group.more', { group })}
        entries={[
          { id: 'rename', text: text('group.rename', { group }), onSelect: () => setRenaming(true) },
          {
            id: 'up',
            text: text('group.up', { group }),
            disabled: up === null,
            onSelect: () => void arrange(up),
          },
          {
            id: 'down',
            text: text('group.down', { group }),
            disabled: down === null,
            onSelect: () => void arrange(down),
          },
          {
            id: 'dissolve',
            text: text('group.dissolve', { group }),
            apart: true,
            onSelect: () => void arrange(renameGroup(farms, group, null)),
          },
        ]}
      />
      {renaming && <RenameGroupDialog farms={farms} group={group} onClose={() => setRenaming(false)} />}
    </div>
  );
}

interface FarmLineProps {
  readonly farm: FarmSummary;
  readonly current: boolean;
  readonly onMove: (step: -1 | 1) => void;
  readonly onDrop: (event: DragEvent) => void;
}

function FarmLine({ farm, current, onMove, onDrop }: FarmLineProps) {
  const text = useText();
  const state = farmState(farm, text);
  function press(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  }
  return (
    <li>
      <a
        className="sidebar__farm"
        href={printRoute(farmRoute(farm.id))}
        aria-current={current ? 'page' : undefined}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        title={farm.path}
        draggable
        onDragStart={(event) => event.dataTransfer.setData(dragType, farm.id)}
        onDragOver={allowFarm}
        onDrop={onDrop}
        onKeyDown={press}
      >
        <StateShape look={state.look} label={state.text} />
        <span className="cut spread">{farm.name}</span>
        <span className={state.bad ? 'bad' : 'soft'}>{state.aside}</span>
      </a>
    </li>
  );
}

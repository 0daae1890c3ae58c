import { FolderOpen, Plus, Search, Settings } from 'lucide-react';
import { useState } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useText, type Text } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { SearchField } from '../ui/fields.tsx';
import { StateShape, type StateLook } from '../ui/state-mark.tsx';
import { farmRoute, go, printRoute, type Route } from './route.ts';
import type { ShellDialog } from './shell.tsx';

export interface SidebarProps {
  readonly route: Route;
  readonly onDialog: (dialog: ShellDialog) => void;
}

export function Sidebar({ route, onDialog }: SidebarProps) {
  const text = useText();
  const farms = useAnswer('farm:list', []);
  const [filter, setFilter] = useState('');
  return (
    <nav className="sidebar" aria-label={text('app.farms')}>
      <div className="row">
        <div className="spread">
          <SearchField label={text('app.filterFarms')} value={filter} onChange={setFilter} />
        </div>
        <IconButton label={text('app.palette')} onPress={() => onDialog({ kind: 'palette' })}>
          <Search size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="sidebar__farms">
        <AnswerView answer={farms}>
          {(value) => <FarmGroups farms={value} filter={filter} route={route} />}
        </AnswerView>
      </div>
      <div className="row sidebar__foot">
        <Button tone="quiet" onPress={() => onDialog({ kind: 'open-farm', path: null })}>
          <FolderOpen size={14} aria-hidden />
          {text('app.openShort')}
        </Button>
        <Button tone="quiet" onPress={() => go({ kind: 'create' })}>
          <Plus size={14} aria-hidden />
          {text('app.createShort')}
        </Button>
        <span className="spread" />
        <IconButton label={text('app.settings')} onPress={() => onDialog({ kind: 'settings' })}>
          <Settings size={16} aria-hidden />
        </IconButton>
      </div>
    </nav>
  );
}

interface FarmGroupsProps {
  readonly farms: readonly FarmSummary[];
  readonly filter: string;
  readonly route: Route;
}

function FarmGroups({ farms, filter, route }: FarmGroupsProps) {
  const text = useText();
  const wanted = filter.trim().toLowerCase();
  const shown = farms.filter((farm) => `${farm.name}\n${farm.path}`.toLowerCase().includes(wanted));
  if (shown.length === 0)
    return wanted === '' ? null : <p className="soft">{text('app.noFarmFound', { text: filter })}</p>;
  return [...groupsOf(shown)].map(([group, members]) => (
    <section key={group} aria-label={group === '' ? text('app.farms') : group}>
      {group !== '' && <h2 className="sidebar__group">{group}</h2>}
      <ul>
        {members.map((farm) => (
          <FarmLine key={farm.id} farm={farm} current={route.kind === 'farm' && route.farmId === farm.id} />
        ))}
      </ul>
    </section>
  ));
}

function groupsOf(farms: readonly FarmSummary[]): ReadonlyMap<string, readonly FarmSummary[]> {
  const groups = new Map<string, FarmSummary[]>();
  for (const farm of farms) {
    const name = farm.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), farm]);
  }
  return groups;
}

function FarmLine({ farm, current }: { readonly farm: FarmSummary; readonly current: boolean }) {
  const text = useText();
  const state = farmState(farm, text);
  return (
    <li>
      <a
        className="sidebar__farm"
        href={printRoute(farmRoute(farm.id))}
        aria-current={current ? 'page' : undefined}
        title={farm.path}
      >
        <StateShape look={state.look} label={state.text} />
        <span className="cut spread">{farm.name}</span>
        <span className={state.bad ? 'bad' : 'soft'}>{state.aside}</span>
      </a>
    </li>
  );
}

/** State of a farm in one shape and one short word or number. */
function farmState(
  farm: FarmSummary,
  text: Text,
): { look: StateLook; text: string; aside: string; bad: boolean } {
  const { state, wikis } = farm;
  if (state.kind === 'failed')
    return { look: 'failed', text: text('state.failed'), aside: text('state.failed'), bad: true };
  if (state.kind === 'missing')
    return { look: 'missing', text: text('state.missing'), aside: text('state.missing'), bad: false };
  if (state.kind === 'opening')
    return { look: 'starting', text: text('state.opening'), aside: '', bad: false };
  if (state.kind === 'closed') return { look: 'closed', text: text('state.closed'), aside: '', bad: false };
  if (wikis.failed > 0) {
    const aside = text('farm.failedCount', { count: wikis.failed });
    return { look: 'failed', text: text('state.failed'), aside, bad: true };
  }
  const look = wikis.running > 0 ? 'running' : 'stopped';
  return { look, text: text(`state.${look}`), aside: String(wikis.total), bad: false };
}

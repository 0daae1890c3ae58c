import { CircleQuestionMark, FolderOpen, LayoutList, Plus, Search, Settings } from 'lucide-react';
import { useState } from 'react';
import { useAnswer } from '../data/use-answer.ts';
import { helpRoute } from '../help/help-names.ts';
import { useText } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { SearchField } from '../ui/fields.tsx';
import { FarmGroups } from './farm-groups.tsx';
import { go, printRoute, type Route } from './route.ts';
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
        <a
          className="sidebar__farm"
          href={printRoute({ kind: 'home' })}
          aria-current={route.kind === 'home' ? 'page' : undefined}
        >
          <LayoutList size={14} aria-hidden />
          {text('app.allFarms')}
        </a>
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
        <IconButton label={text('help.title')} onPress={() => go(helpRoute(route))}>
          <CircleQuestionMark size={16} aria-hidden />
        </IconButton>
        <IconButton label={text('app.settings')} onPress={() => onDialog({ kind: 'settings' })}>
          <Settings size={16} aria-hidden />
        </IconButton>
      </div>
    </nav>
  );
}

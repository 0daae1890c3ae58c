import { useState } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { useTransferMenu } from '../transfer/transfer-menu.tsx';
import { Button } from '../ui/button.tsx';
import { MenuButton } from '../ui/menu.tsx';
import { shortenPath } from '../ui/shorten.ts';
import { MoveToGroupDialog } from './group-dialog.tsx';
import { useScriptsMenu } from './scripts-menu.tsx';
import { useFarmActions, type FarmActions } from './use-farm-actions.ts';

export function FarmHeader({ farm }: { readonly farm: FarmSummary }) {
  const text = useText();
  const actions = useFarmActions()(farm);
  const farms = useAnswer('farm:list', []).data ?? [farm];
  const [grouping, setGrouping] = useState(false);
  const group = { id: 'group', text: text('farm.group'), onSelect: () => setGrouping(true) };
  const scripts = useScriptsMenu(farm);
  const transfer = useTransferMenu(farm);
  const apart = actions.menu.findIndex((entry) => entry.apart === true);
  const entries = [
    group,
    ...actions.menu.slice(0, apart),
    ...scripts.entries,
    ...transfer.entries,
    ...actions.menu.slice(apart),
  ];
  return (
    <header className="farm-header">
      <div className="farm-header__name">
        <h1 className="cut">{farm.name}</h1>
        <p className="soft cut" title={farm.path}>
          {shortenPath(farm.path, 64)}
        </p>
      </div>
      {farm.readOnly && <span className="tag">{text('farm.readOnly')}</span>}
      {farm.state.kind === 'open' && <StartStop farm={farm} actions={actions} />}
      <MenuButton label={text('farm.more', { farm: farm.name })} entries={entries} />
      {scripts.dialog}
      {transfer.dialog}
      {grouping && <MoveToGroupDialog farms={farms} farm={farm} onClose={() => setGrouping(false)} />}
    </header>
  );
}

interface StartStopProps {
  readonly farm: FarmSummary;
  readonly actions: FarmActions;
}

function StartStop({ farm, actions }: StartStopProps) {
  const text = useText();
  const { running, total } = farm.wikis;
  return (
    <>
      <span className="soft">{text('farm.counts', { running, total })}</span>
      {running < total && (
        <Button aria-label={text('farm.start', { farm: farm.name })} onPress={actions.start}>
          {text('farm.startAll')}
        </Button>
      )}
      {running > 0 && (
        <Button aria-label={text('farm.stop', { farm: farm.name })} onPress={actions.stop}>
          {text('farm.stopAll')}
        </Button>
      )}
    </>
  );
}

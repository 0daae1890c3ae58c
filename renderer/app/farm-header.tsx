import { useState } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import type { RequestName, RequestArguments } from '../../shared/contract.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { MenuButton, type MenuEntry } from '../ui/menu.tsx';
import { shortenPath } from '../ui/shorten.ts';
import { useToasts } from '../ui/toasts.tsx';
import { moveFarm } from './farm-order.ts';
import { MoveToGroupDialog } from './group-dialog.tsx';
import { go } from './route.ts';
import { useArrange } from './use-arrange.ts';

export function FarmHeader({ farm }: { readonly farm: FarmSummary }) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const arrange = useArrange();
  const farms = useAnswer('farm:list', []).data ?? [farm];
  const [grouping, setGrouping] = useState(false);
  const up = moveFarm(farms, farm.id, -1);
  const down = moveFarm(farms, farm.id, 1);

  async function ask<K extends RequestName>(name: K, ...args: RequestArguments<K>): Promise<boolean> {
    const result = await bridge.request(name, ...args);
    if (!result.ok) toasts.fail(result.error);
    return result.ok;
  }
  async function forget(): Promise<void> {
    if (!(await ask('farm:forget', farm.id))) return;
    toasts.show({ text: text('farm.forgot', { farm: farm.name }) });
    go({ kind: 'home' });
  }

  const entries: MenuEntry[] = [
    ...(bridge.platform.headless
      ? []
      : [{ id: 'reveal', text: text('farm.reveal'), onSelect: () => void ask('farm:reveal', farm.id) }]),
    { id: 'group', text: text('farm.group'), onSelect: () => setGrouping(true) },
    { id: 'up', text: text('farm.up'), disabled: up === null, onSelect: () => void arrange(up) },
    { id: 'down', text: text('farm.down'), disabled: down === null, onSelect: () => void arrange(down) },
    {
      id: 'trust',
      text: text(farm.trusted ? 'farm.distrust' : 'farm.trust'),
      onSelect: () => void ask('farm:trust', farm.id, !farm.trusted),
    },
    {
      id: 'switching',
      text: text(farm.switchingAllowed ? 'farm.forbidSwitching' : 'farm.allowSwitching'),
      onSelect: () => void ask('farm:allowSwitching', farm.id, !farm.switchingAllowed),
    },
    farm.state.kind === 'open'
      ? {
          id: 'close',
          text: text('farm.close', { farm: farm.name }),
          apart: true,
          onSelect: () => void ask('farm:close', farm.id),
        }
      : {
          id: 'reopen',
          text: text('farm.reopen', { farm: farm.name }),
          apart: true,
          onSelect: () => void ask('farm:reopen', farm.id),
        },
    { id: 'forget', text: text('farm.forget'), danger: true, onSelect: () => void forget() },
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
      {farm.state.kind === 'open' && <StartStop farm={farm} ask={ask} />}
      <MenuButton label={text('farm.more', { farm: farm.name })} entries={entries} />
      {grouping && <MoveToGroupDialog farms={farms} farm={farm} onClose={() => setGrouping(false)} />}
    </header>
  );
}

interface StartStopProps {
  readonly farm: FarmSummary;
  readonly ask: <K extends RequestName>(name: K, ...args: RequestArguments<K>) => Promise<boolean>;
}

function StartStop({ farm, ask }: StartStopProps) {
  const text = useText();
  const { running, total } = farm.wikis;
  return (
    <>
      <span className="soft">{text('farm.counts', { running, total })}</span>
      {running < total && (
        <Button
          aria-label={text('farm.start', { farm: farm.name })}
          onPress={() => void ask('wiki:start', farm.id, [])}
        >
          {text('farm.startAll')}
        </Button>
      )}
      {running > 0 && (
        <Button
          aria-label={text('farm.stop', { farm: farm.name })}
          onPress={() => void ask('wiki:stop', farm.id, [])}
        >
          {text('farm.stopAll')}
        </Button>
      )}
    </>
  );
}

import type { FarmSummary } from '../../shared/contract/app.ts';
import type { RequestArguments, RequestName } from '../../shared/contract.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { moveFarm } from './farm-order.ts';
import { go } from './route.ts';
import { useArrange } from './use-arrange.ts';

export interface FarmActions {
  /** All wikis of the farm. */
  readonly start: () => void;
  readonly stop: () => void;
  /** Entries of the farm's menu, which the palette offers too. */
  readonly menu: readonly MenuEntry[];
}

/** What can be done with one farm as a whole. */
export function useFarmActions(): (farm: FarmSummary) => FarmActions {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const arrange = useArrange();
  const farms = useAnswer('farm:list', []).data ?? [];

  async function ask<K extends RequestName>(name: K, ...args: RequestArguments<K>): Promise<boolean> {
    const result = await bridge.request(name, ...args);
    if (!result.ok) toasts.fail(result.error);
    return result.ok;
  }
  async function forget(farm: FarmSummary): Promise<void> {
    if (!(await ask('farm:forget', farm.id))) return;
    toasts.show({ text: text('farm.forgot', { farm: farm.name }) });
    go({ kind: 'home' });
  }

  return (farm) => {
    const up = moveFarm(farms, farm.id, -1);
    const down = moveFarm(farms, farm.id, 1);
    const isOpen = farm.state.kind === 'open';
    return {
      start: () => void ask('wiki:start', farm.id, []),
      stop: () => void ask('wiki:stop', farm.id, []),
      menu: [
        ...(bridge.platform.headless
          ? []
          : [{ id: 'reveal', text: text('farm.reveal'), onSelect: () => void ask('farm:reveal', farm.id) }]),
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
        {
          id: isOpen ? 'close' : 'reopen',
          text: text(isOpen ? 'farm.close' : 'farm.reopen', { farm: farm.name }),
          apart: true,
          onSelect: () => void ask(isOpen ? 'farm:close' : 'farm:reopen', farm.id),
        },
        { id: 'forget', text: text('farm.forget'), danger: true, onSelect: () => void forget(farm) },
      ],
    };
  };
}

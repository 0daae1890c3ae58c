import { useState } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import type { Result } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useNameList, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { AllTick, RowTick, useChosenRows } from '../ui/choose-rows.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { farmState } from './farm-state.ts';
import { groupsOf } from './farm-order.ts';
import { farmRoute, printRoute } from './route.ts';
import { sentence } from '../../shared/texts/sentence.ts';

type Deed = 'start' | 'stop' | 'restart';

/** All farms in one table; those that are ticked start, stop or restart together. */
export function FarmsView({ farms }: { readonly farms: readonly FarmSummary[] }) {
  const text = useText();
  const ordered = [...groupsOf(farms).values()].flat();
  const chosen = useChosenRows(ordered.map(({ id }) => id));
  return (
    <section className="stack" aria-label={text('app.allFarms')}>
      <div className="bulk">
        <h1 className="spread">{text('app.allFarms')}</h1>
        <FarmDeeds farms={ordered.filter(({ id }) => chosen.ids.has(id))} />
      </div>
      <div className="table-frame">
        <table className="table" aria-label={text('app.allFarms')}>
          <thead>
            <tr>
              <th scope="col" className="table__tick">
                <AllTick label={text('farms.chooseAll')} total={ordered.length} chosen={chosen} />
              </th>
              <th scope="col">{text('palette.farm')}</th>
              <th scope="col">{text('overview.state')}</th>
              <th scope="col">{text('sharing.wikis')}</th>
              <th scope="col" className="table__number">
                {text('view.sessions')}
              </th>
              <th scope="col">{text('farm.groupName')}</th>
              <th scope="col">{text('farms.folder')}</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map((farm) => (
              <FarmRow key={farm.id} farm={farm} chosen={chosen} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface FarmRowProps {
  readonly farm: FarmSummary;
  readonly chosen: ReturnType<typeof useChosenRows>;
}

function FarmRow({ farm, chosen }: FarmRowProps) {
  const text = useText();
  const state = farmState(farm, text);
  const { running, total } = farm.wikis;
  return (
    <tr aria-selected={chosen.ids.has(farm.id)}>
      <td className="table__tick">
        <RowTick label={text('farms.choose', { farm: farm.name })} id={farm.id} chosen={chosen} />
      </td>
      <th scope="row">
        <a href={printRoute(farmRoute(farm.id))}>{farm.name}</a>
      </th>
      <td>
        <StateMark look={state.look} text={state.text} />
      </td>
      <td>{farm.state.kind === 'open' ? text('farm.counts', { running, total }) : text('common.none')}</td>
      <td className="table__number">{farm.state.kind === 'open' ? farm.sessions : text('common.none')}</td>
      <td>{farm.group ?? <span className="soft">{text('common.none')}</span>}</td>
      <td className="cut farms__path soft" title={farm.path}>
        {farm.path}
      </td>
    </tr>
  );
}

/** What can be done with the ticked farms; each label names how many. */
function FarmDeeds({ farms }: { readonly farms: readonly FarmSummary[] }) {
  const text = useText();
  const list = useNameList();
  const bridge = useBridge();
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  if (farms.length === 0) return <p className="soft">{text('farms.tickHint')}</p>;

  async function one(farm: FarmSummary, deed: Deed): Promise<Result<null>> {
    if (deed === 'start' && farm.state.kind !== 'open') {
      const opened = await bridge.request('farm:reopen', farm.id);
      if (!opened.ok) return opened;
    }
    return bridge.request(`wiki:${deed}`, farm.id, []);
  }
  async function all(deed: Deed): Promise<void> {
    setBusy(true);
    const concerned = deed === 'start' ? farms : farms.filter(({ state }) => state.kind === 'open');
    const done = await Promise.all(concerned.map(async (farm) => ({ farm, result: await one(farm, deed) })));
    setBusy(false);
    const failed = done.filter(({ result }) => !result.ok);
    for (const { farm, result } of failed)
      if (!result.ok)
        toasts.fail({
          ...result.error,
          message: sentence('common.about', { subject: farm.name, said: result.error.message }),
        });
    const names = done.flatMap(({ farm, result }) => (result.ok ? [farm.name] : []));
    if (names.length > 0) toasts.show({ text: text(`farms.${deed}Done`, { farms: list(names) }) });
  }
  return (
    <>
      <span className="soft" role="status">
        {text('farms.chosen', { count: farms.length })}
      </span>
      {(['start', 'stop', 'restart'] as const).map((deed) => (
        <Button key={deed} busy={busy} onPress={() => void all(deed)}>
          {text(`farms.${deed}`, { count: farms.length })}
        </Button>
      ))}
    </>
  );
}

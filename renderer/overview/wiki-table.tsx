import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { WikiOverview } from '../../shared/contract/farm.ts';
import { farmRoute, printRoute } from '../app/route.ts';
import { useSay, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { AllTick, RowTick, useChosenRows, type ChosenRows } from '../ui/choose-rows.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { SearchField } from '../ui/fields.tsx';
import { Sparkline } from '../ui/sparkline.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { NeededValueForm, UnsureFileForm } from './needed-value-form.tsx';
import { useWikiActions } from './use-wiki-actions.ts';
import { WikiMenu } from './wiki-menu.tsx';

export interface WikiTableProps {
  readonly farmId: string;
  readonly wikis: readonly WikiOverview[];
  /** The farm has a file for each wiki and may be written to. */
  readonly canDuplicate: boolean;
}

/** From this many wikis on the table has a filter of its own. */
const manyWikis = 12;

export function WikiTable({ farmId, wikis, canDuplicate }: WikiTableProps) {
  const text = useText();
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = wikis.filter((wiki) =>
    `${wiki.sitename}\n${wiki.id}\n${wiki.url ?? ''}`.toLowerCase().includes(wanted),
  );
  const chosen = useChosenRows(shown.map(({ id }) => id));
  return (
    <>
      {(wikis.length >= manyWikis || chosen.ids.size > 0) && (
        <div className="bulk">
          {wikis.length >= manyWikis && (
            <div className="overview__filter">
              <SearchField label={text('overview.filter')} value={filter} onChange={setFilter} />
            </div>
          )}
          <WikiDeeds farmId={farmId} wikiIds={[...chosen.ids]} />
        </div>
      )}
      <div className="table-frame" data-tour="overview">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="table__tick">
                <AllTick label={text('overview.chooseAll')} total={shown.length} chosen={chosen} />
              </th>
              <th scope="col">{text('overview.wiki')}</th>
              <th scope="col">{text('overview.state')}</th>
              <th scope="col">{text('overview.address')}</th>
              <th scope="col" className="table__number">
                {text('overview.loggedIn')}
              </th>
              <th scope="col">{text('overview.requests')}</th>
              <th scope="col">{text('overview.lastProblem')}</th>
              <th scope="col" className="table__menu">
                <span className="only-heard">{text('common.more')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((wiki) => (
              <WikiLine
                key={wiki.id}
                farmId={farmId}
                wiki={wiki}
                canDuplicate={canDuplicate}
                chosen={chosen}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface WikiDeedsProps {
  readonly farmId: string;
  readonly wikiIds: readonly string[];
}

/** What can be done with the ticked wikis; each label names how many. */
function WikiDeeds({ farmId, wikiIds }: WikiDeedsProps) {
  const text = useText();
  const actions = useWikiActions(farmId);
  if (wikiIds.length === 0) return null;
  const count = wikiIds.length;
  return (
    <>
      <span className="soft" role="status">
        {text('overview.chosen', { count })}
      </span>
      {(['start', 'stop', 'restart'] as const).map((deed) => (
        <Button key={deed} onPress={() => void actions[deed](...wikiIds)}>
          {text(`overview.${deed}`, { count })}
        </Button>
      ))}
    </>
  );
}

interface WikiLineProps {
  readonly farmId: string;
  readonly wiki: WikiOverview;
  readonly canDuplicate: boolean;
  readonly chosen: ChosenRows;
}

function WikiLine({ farmId, wiki, canDuplicate, chosen }: WikiLineProps) {
  const text = useText();
  const say = useSay();
  return (
    <>
      <tr aria-selected={chosen.ids.has(wiki.id)}>
        <td className="table__tick">
          <RowTick label={text('overview.choose', { wiki: wiki.sitename })} id={wiki.id} chosen={chosen} />
        </td>
        <th scope="row" className="overview__name">
          <span className="strong">{wiki.sitename}</span>{' '}
          {wiki.sitename !== wiki.id && <span className="soft">{wiki.id}</span>}
        </th>
        <td>
          <StateMark look={wiki.state.kind} text={text(`state.${wiki.state.kind}`)} />
        </td>
        <td>
          <Address farmId={farmId} wiki={wiki} />
        </td>
        <td className="table__number">
          <a href={printRoute(farmRoute(farmId, 'sessions', { wiki: wiki.id }))}>{wiki.loggedIn}</a>
        </td>
        <td>
          <Requests wiki={wiki} />
        </td>
        <td className="overview__problem">
          {wiki.lastProblem !== null && (
            <a
              className="cut"
              href={printRoute(farmRoute(farmId, 'log', { wiki: wiki.id, level: 'error' }))}
              title={say(wiki.lastProblem.message)}
            >
              {say(wiki.lastProblem.message)} · <TimeText at={wiki.lastProblem.at} />
            </a>
          )}
        </td>
        <td className="table__menu">
          <WikiMenu farmId={farmId} wiki={wiki} canDuplicate={canDuplicate} />
        </td>
      </tr>
      <Trouble farmId={farmId} wiki={wiki} />
    </>
  );
}

function Address({ farmId, wiki }: { readonly farmId: string; readonly wiki: WikiOverview }) {
  const text = useText();
  const { openWiki } = useWikiActions(farmId);
  if (wiki.url === null) return <span className="soft">{text('overview.noAddress')}</span>;
  return (
    <span className="row overview__place">
      <Button tone="quiet" small onPress={() => void openWiki(wiki)}>
        <span className="cut overview__address">{wiki.url.replace(/^https?:\/\//, '')}</span>
        <ExternalLink size={12} aria-hidden />
        <span className="only-heard">
          {text(wiki.reach === 'browser' ? 'overview.opensBrowser' : 'overview.opensWindow')}
        </span>
      </Button>
      <CopyButton text={wiki.url} label={text('overview.copyAddress', { wiki: wiki.sitename })} />
    </span>
  );
}

function Requests({ wiki }: { readonly wiki: WikiOverview }) {
  const text = useText();
  const rate = Math.round(wiki.requestsPerMinute * 10) / 10;
  return (
    <span className="row">
      <Sparkline
        values={wiki.recentRequests}
        label={text('overview.requestsLabel', {
          wiki: wiki.sitename,
          total: wiki.recentRequests.reduce((sum, value) => sum + value, 0),
        })}
      />
      {rate}
    </span>
  );
}

/** Why a wiki does not run, below its line. */
function Trouble({ farmId, wiki }: { readonly farmId: string; readonly wiki: WikiOverview }) {
  const say = useSay();
  const { state } = wiki;
  if (state.kind === 'failed')
    return (
      <tr className="overview__trouble">
        <td colSpan={8}>
          <p className="bad">{say(state.error.message)}</p>
          {state.error.hint !== undefined && <p className="soft">{say(state.error.hint)}</p>}
        </td>
      </tr>
    );
  if (state.kind === 'needs-value')
    return (
      <tr className="overview__trouble">
        <td colSpan={8}>
          {state.unsure.map((unsure) => (
            <UnsureFileForm key={unsure.file} farmId={farmId} unsure={unsure} />
          ))}
          {state.needs.map((need) => (
            <NeededValueForm key={need.option} farmId={farmId} wiki={wiki} need={need} />
          ))}
        </td>
      </tr>
    );
  return null;
}

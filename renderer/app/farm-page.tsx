import { CircleQuestionMark } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { FarmSummary } from '../../shared/contract/app.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer, useBridgeEvent } from '../data/use-answer.ts';
import { helpOfView } from '../help/help-names.ts';
import { LogView } from '../log/log-view.tsx';
import { OptionsView } from '../options/options-view.tsx';
import { OverviewView } from '../overview/overview-view.tsx';
import { SessionsView } from '../sessions/sessions-view.tsx';
import { SharingView } from '../sharing/sharing-view.tsx';
import { useText } from '../texts/text.ts';
import { AnswerView, Empty, Skeleton } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { UsersView } from '../users/users-view.tsx';
import { BrokenPart } from './broken-part.tsx';
import { FarmHeader } from './farm-header.tsx';
import { farmRoute, farmViews, printRoute, type Route } from './route.ts';

type FarmRoute = Extract<Route, { kind: 'farm' }>;

/** One farm: its header, its tabs, the view that the address names. */
export function FarmPage({ route }: { readonly route: FarmRoute }) {
  const text = useText();
  const farms = useAnswer('farm:list', []);
  return (
    <AnswerView answer={farms}>
      {(list) => {
        const farm = list.find(({ id }) => id === route.farmId);
        if (farm === undefined) return <Empty sentence={text('farm.unknown')} />;
        return (
          <>
            <FarmHeader farm={farm} />
            <Tabs farm={farm} route={route} />
            <div className="main__view">
              <BrokenPart key={route.view}>
                <FarmContent farm={farm} route={route} />
              </BrokenPart>
            </div>
          </>
        );
      }}
    </AnswerView>
  );
}

interface FarmContentProps {
  readonly farm: FarmSummary;
  readonly route: FarmRoute;
}

/** The view, or what keeps it from being shown. */
function FarmContent({ farm, route }: FarmContentProps) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  async function reopen(): Promise<void> {
    const result = await bridge.request('farm:reopen', farm.id);
    if (!result.ok) toasts.fail(result.error);
  }
  switch (farm.state.kind) {
    case 'opening':
      return <Skeleton />;
    case 'closed':
      return (
        <Empty sentence={text('farm.closed', { farm: farm.name })}>
          <Button tone="primary" onPress={() => void reopen()}>
            {text('farm.reopen', { farm: farm.name })}
          </Button>
        </Empty>
      );
    case 'missing':
      return (
        <Empty sentence={text('farm.missing', { path: farm.path })}>
          <Button onPress={() => void reopen()}>{text('common.retry')}</Button>
        </Empty>
      );
    case 'failed':
      return (
        <div className="stack">
          <Failure error={farm.state.error} onRetry={() => void reopen()} />
          {farm.state.restartingAt !== null && <TimeText at={farm.state.restartingAt} />}
        </div>
      );
    case 'open':
      return <OpenView farm={farm} route={route} />;
  }
}

function OpenView({ farm, route }: FarmContentProps) {
  switch (route.view) {
    case 'overview':
      return <OverviewView farm={farm} />;
    case 'sessions':
      return <SessionsView farmId={farm.id} details={route.details} />;
    case 'options':
      return <OptionsView farmId={farm.id} details={route.details} />;
    case 'sharing':
      return <SharingView farmId={farm.id} details={route.details} />;
    case 'users':
      return <UsersView key={JSON.stringify(route.details)} farm={farm} details={route.details} />;
    case 'log':
      return <LogView farmId={farm.id} details={route.details} />;
  }
}

function Tabs({ farm, route }: FarmContentProps) {
  const text = useText();
  const intl = useIntl();
  const counts = useSessionCount(farm);
  return (
    <nav className="tabs" aria-label={text('app.views', { farm: farm.name })}>
      {farmViews.map((view) => (
        <a
          key={view}
          className="tabs__tab"
          href={printRoute(farmRoute(farm.id, view))}
          aria-current={route.view === view ? 'page' : undefined}
        >
          {text(`view.${view}`)}
          {view === 'sessions' && counts > 0 && <span className="soft"> {intl.formatNumber(counts)}</span>}
        </a>
      ))}
      <a
        className="tabs__help"
        href={printRoute({ kind: 'help', page: helpOfView[route.view] })}
        aria-label={text('help.about', { view: text(`view.${route.view}`) })}
        title={text('help.about', { view: text(`view.${route.view}`) })}
      >
        <CircleQuestionMark size={16} aria-hidden />
      </a>
    </nav>
  );
}

/** From the last delta if there was one, else from the list of farms. */
function useSessionCount(farm: FarmSummary): number {
  const [heard, setHeard] = useState<number | null>(null);
  useBridgeEvent('session:changed', ({ farmId, counts }) => {
    if (farmId === farm.id) setHeard(counts.all);
  });
  return heard ?? farm.sessions;
}

import type { FarmSummary } from '../../shared/contract/app.ts';
import type { FarmOverview } from '../../shared/contract/farm.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { IdentityList } from '../identity/identity-list.tsx';
import { useText } from '../texts/text.ts';
import { AnswerView, Empty } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { printRelative, useNow } from '../ui/time-text.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { CutOffSaves } from './cut-off-saves.tsx';
import { ProblemList } from './problem-list.tsx';
import { WikiTable } from './wiki-table.tsx';

/** The farm at a glance: what is wrong, who acts as whom, and each wiki. */
export function OverviewView({ farm }: { readonly farm: FarmSummary }) {
  const text = useText();
  const overview = useAnswer('farm:overview', [farm.id]);
  return (
    <AnswerView answer={overview}>
      {(value) => (
        <div className="overview">
          <StandingNotes farm={farm} overview={value} />
          <IdentityList farmId={farm.id} show="others" />
          <CutOffSaves farmId={farm.id} wikis={value.wikis} />
          <ProblemList farm={farm} problems={value.problems} wikis={value.wikis} />
          {value.wikis.length === 0 ? (
            <Empty sentence={text('overview.noWikis', { file: value.configFile })} />
          ) : (
            <WikiTable
              farmId={farm.id}
              wikis={value.wikis}
              canDuplicate={farm.kind === 'farm' && !farm.readOnly}
            />
          )}
        </div>
      )}
    </AnswerView>
  );
}

/** What stays true until somebody changes it: plugins off, a broken configuration, DesktopEdition. */
function StandingNotes(props: { readonly farm: FarmSummary; readonly overview: FarmOverview }) {
  const { farm, overview } = props;
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const now = useNow();
  const desktop = overview.wikis.filter((wiki) => wiki.desktopEdition);
  const { error, followedAt } = overview.configuration;

  async function trust(): Promise<void> {
    const result = await bridge.request('farm:trust', farm.id, true);
    if (!result.ok) toasts.fail(result.error);
  }

  return (
    <>
      {error !== null && (
        <Failure error={error}>
          <span>{text('farm.lastGood', { when: printRelative(text, followedAt, now) })}</span>
        </Failure>
      )}
      {!farm.trusted && overview.untrustedPlugins > 0 && (
        <div className="note">
          <span className="spread">{text('farm.untrusted', { count: overview.untrustedPlugins })}</span>
          <Button onPress={() => void trust()}>{text('farm.trustButton', { farm: farm.name })}</Button>
        </div>
      )}
      {desktop.map((wiki) => (
        <div key={wiki.id} className="note">
          {text('overview.desktopEdition', { wiki: wiki.sitename })}
        </div>
      ))}
    </>
  );
}

import { useState } from 'react';
import type { OptionEdit, Sharing, SharingPair } from '../../shared/contract/option.ts';
import { farmRoute, go } from '../app/route.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useStagedEdits } from '../options/staged-edits.tsx';
import { useText } from '../texts/text.ts';
import { AnswerView, Empty } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { SharingPicture } from './sharing-picture.tsx';
import { SharingTable } from './sharing-table.tsx';
import { WhatIf } from './what-if.tsx';
import { WhyPanel } from './why-panel.tsx';

export interface SharingViewProps {
  readonly farmId: string;
  readonly details: Readonly<Record<string, string>>;
}

/** Who shares what, as picture and table; "what if" changes the picture and nothing else. */
export function SharingView({ farmId, details }: SharingViewProps) {
  const text = useText();
  const { stage } = useStagedEdits(farmId);
  const [trial, setTrial] = useState<readonly OptionEdit[]>([]);
  const [selected, setSelected] = useState<readonly string[]>(
    details['wiki'] === undefined ? [] : [details['wiki']],
  );
  const today = useAnswer('sharing:pairs', [farmId]);
  const supposed = useAnswer('sharing:whatIf', [farmId, trial], {
    enabled: trial.length > 0,
    keepPrevious: true,
  });
  const trying = trial.length > 0;

  const toggle = (wikiId: string): void =>
    setSelected((old) =>
      old.includes(wikiId) ? old.filter((id) => id !== wikiId) : [...old.slice(-1), wikiId],
    );

  return (
    <AnswerView answer={today}>
      {(now) => {
        const shown = trying && supposed.data !== undefined ? supposed.data.sharing : now;
        return (
          <div className="sharing">
            <div className="sharing__main">
              {trying && (
                <div className="note" role="status">
                  <span className="spread">{text('sharing.supposed')}</span>
                  <Button onPress={() => setTrial([])}>{text('sharing.asItIs')}</Button>
                  <Button
                    tone="primary"
                    onPress={() => {
                      stage(trial);
                      go(farmRoute(farmId, 'options', { review: 'yes' }));
                    }}
                  >
                    {text('sharing.stage')}
                  </Button>
                </div>
              )}
              {trying && supposed.error !== null && <Failure error={supposed.error.error} />}
              {trying &&
                supposed.data?.refused.map(({ index, error }) => <Failure key={index} error={error} />)}
              <SharingPicture
                sharing={shown}
                label={text('sharing.picture')}
                width={640}
                selected={selected}
                onToggle={toggle}
              />
              <Legend />
              {shown.pairs.length === 0 ? (
                <Empty sentence={text('sharing.single')} />
              ) : (
                <SharingTable sharing={shown} selected={selected} onSelect={setSelected} />
              )}
            </div>
            <aside className="sharing__side" aria-label={text('sharing.why')}>
              <WhyPanel sharing={shown} pair={pairOf(shown, selected)} />
              <WhatIf farmId={farmId} sharing={now} trial={trial} onTrial={setTrial} />
            </aside>
          </div>
        );
      }}
    </AnswerView>
  );
}

function pairOf(sharing: Sharing, selected: readonly string[]): SharingPair | null {
  const [first, second] = selected;
  return (
    sharing.pairs.find(({ a, b }) => (a === first && b === second) || (a === second && b === first)) ?? null
  );
}

function Legend() {
  const text = useText();
  return (
    <ul className="sharing__legend soft">
      <li>
        <svg width="28" height="14" aria-hidden>
          <rect className="sharing-picture__bubble" x="1" y="1" width="26" height="12" rx="6" />
        </svg>
        {text('sharing.legend.login')}
      </li>
      <li>
        <svg width="28" height="14" aria-hidden>
          <line
            className="sharing-picture__link sharing-picture__link--accounts"
            x1="0"
            x2="28"
            y1="7"
            y2="7"
          />
        </svg>
        {text('sharing.legend.accounts')}
      </li>
      <li>
        <svg width="28" height="14" aria-hidden>
          <line
            className="sharing-picture__link sharing-picture__link--disturb"
            x1="0"
            x2="28"
            y1="7"
            y2="7"
          />
        </svg>
        {text('sharing.legend.disturb')}
      </li>
    </ul>
  );
}

import { useState } from 'react';
import type { ImpactFact } from '../../shared/contract/option.ts';
import { useNameList, useText, type Text } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { printSpan } from '../ui/time-text.tsx';

/** What fits beside the diff; a large farm has hundreds. */
const firstFacts = 16;

/** The facts of a change as sentences. */
export function ImpactList({ facts }: { readonly facts: readonly ImpactFact[] }) {
  const text = useText();
  const list = useNameList();
  const [all, setAll] = useState(false);
  if (facts.length === 0) return <p>{text('impact.nothing')}</p>;
  return (
    <>
      <ul className="impact">
        {facts.slice(0, all ? facts.length : firstFacts).map((fact) => (
          <li key={JSON.stringify(fact)} className={isLoss(fact) ? 'bad' : undefined}>
            {impactSentence(fact, text, list)}
          </li>
        ))}
      </ul>
      {!all && facts.length > firstFacts && (
        <Button small onPress={() => setAll(true)}>
          {text('impact.more', { count: facts.length - firstFacts })}
        </Button>
      )}
    </>
  );
}

const isLoss = (fact: ImpactFact): boolean =>
  ['will-collide', 'cannot-log-in', 'sessions-end', 'switches-end'].includes(fact.kind);

export function impactSentence(
  fact: ImpactFact,
  text: Text,
  list: (names: readonly string[]) => string,
): string {
  const wikis = list(fact.wikis);
  switch (fact.kind) {
    case 'will-share':
    case 'will-separate':
    case 'cannot-log-in':
      return text(`impact.${fact.kind}`, { wikis });
    case 'will-collide':
      return text(fact.login === 'wrong-identity' ? 'impact.will-mix-up' : 'impact.will-collide', { wikis });
    case 'sessions-end':
      return text('impact.sessions-end', {
        wikis,
        count: fact.count,
        reason: text(`impact.reason.${fact.reason}`),
      });
    case 'switches-end':
      return text('impact.switches-end', { wikis, count: fact.count });
    case 'lifetime': {
      const span = (seconds: number): string =>
        seconds === 0 ? text('impact.noSession') : printSpan(text, seconds);
      return text('impact.lifetime', {
        wikis,
        who: text(`impact.who.${fact.who}`),
        before: span(fact.beforeSeconds),
        after: span(fact.afterSeconds),
      });
    }
    case 'superuser-gained':
    case 'superuser-lost':
      return text(`impact.${fact.kind}`, { wikis, names: list(fact.names), count: fact.names.length });
  }
}

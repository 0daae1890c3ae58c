import { Check, Minus, X } from 'lucide-react';
import type { Sharing, SharingPair } from '../../shared/contract/option.ts';
import { useSay, useText } from '../texts/text.ts';

export interface WhyPanelProps {
  readonly sharing: Sharing;
  readonly pair: SharingPair | null;
}

const marks = {
  yes: <Check size={14} aria-hidden />,
  no: <X size={14} aria-hidden />,
  'not-reached': <Minus size={14} aria-hidden />,
} as const;

/** Why two wikis share a login or not, in four steps; before two are chosen, their cookies. */
export function WhyPanel({ sharing, pair }: WhyPanelProps) {
  const text = useText();
  const say = useSay();
  if (pair === null)
    return (
      <section className="stack">
        <h2>{text('sharing.why')}</h2>
        <p className="soft">{text('sharing.chooseTwo')}</p>
        <dl className="facts">
          {sharing.wikis.slice(0, 12).map((wiki) => (
            <div key={wiki.id} className="facts__pair">
              <dt>{wiki.id}</dt>
              <dd className="code">{wiki.cookieName}</dd>
            </div>
          ))}
        </dl>
      </section>
    );
  return (
    <section className="stack" aria-live="polite">
      <h2>
        {pair.a} – {pair.b}
      </h2>
      <p className="strong">{text(`sharing.sentence.${pair.login}`, { a: pair.a, b: pair.b })}</p>
      <ol className="why">
        {pair.steps.map((step) => (
          <li key={step.question} className={`why__step why__step--${step.answer}`}>
            <span className="why__mark">{marks[step.answer]}</span>
            <span>
              <span className="strong">{text(`sharing.step.${step.question}`)}</span>{' '}
              {text(`sharing.answer.${step.answer}`)}
              <span className="soft why__because">{say(step.because)}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

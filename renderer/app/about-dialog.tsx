import { useState } from 'react';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';

export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const bridge = useBridge();
  const info = useAnswer('app:info', []);
  const [report, setReport] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  async function diagnose(): Promise<void> {
    const result = await bridge.request('app:diagnose');
    if (result.ok) setReport(result.value.text);
    else setError(result.error);
  }

  return (
    <Dialog
      title={text('about.title')}
      error={error}
      onClose={onClose}
      buttons={
        <>
          <Button onPress={() => void diagnose()}>{text('about.diagnose')}</Button>
          <Button onPress={onClose}>{text('common.close')}</Button>
        </>
      }
    >
      <AnswerView answer={info}>
        {(value) => (
          <>
            <p className="strong">{text('about.version', { version: value.version })}</p>
            <dl className="facts">
              {value.runtimes.map(({ name, version }) => (
                <div key={name} className="facts__pair">
                  <dt>{name}</dt>
                  <dd>{version}</dd>
                </div>
              ))}
              <div className="facts__pair">
                <dt>{text('about.dataFolder')}</dt>
                <dd className="code">{value.dataFolder}</dd>
              </div>
            </dl>
            <Licences />
          </>
        )}
      </AnswerView>
      {report !== null && (
        <section aria-label={text('about.diagnosis')}>
          <div className="row">
            <h3>{text('about.diagnosis')}</h3>
            <CopyButton text={report} label={text('about.copyReport')} />
            <a
              className="button button--plain button--small"
              download="croft-diagnosis.txt"
              href={`data:text/plain;charset=utf-8,${encodeURIComponent(report)}`}
            >
              {text('about.saveReport')}
            </a>
          </div>
          <pre className="about__licences">{report}</pre>
        </section>
      )}
    </Dialog>
  );
}

/** Read when somebody wants to see them: they are long. */
function Licences() {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text('about.licences')}</summary>
      {open && <LicenceText />}
    </details>
  );
}

function LicenceText() {
  return (
    <AnswerView answer={useAnswer('app:licences', [])}>
      {(value) => <pre className="about__licences">{value.text}</pre>}
    </AnswerView>
  );
}

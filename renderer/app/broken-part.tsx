import { Component, type ReactNode } from 'react';
import { useText } from '../texts/text.ts';

/** Catches a defect in what it holds; the rest of the window goes on. */
export class BrokenPart extends Component<{ readonly children: ReactNode }, { readonly problem: unknown }> {
  override state = { problem: null as unknown };

  static getDerivedStateFromError(problem: unknown) {
    return { problem };
  }

  override render() {
    return this.state.problem === null ? this.props.children : <Broken problem={this.state.problem} />;
  }
}

function Broken({ problem }: { readonly problem: unknown }) {
  const text = useText();
  return (
    <main className="broken" role="alert">
      <h1>{text('app.broken')}</h1>
      <p>{text('app.brokenHint')}</p>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {text('app.reopen')}
      </button>
      <details>
        <summary>{text('common.details')}</summary>
        <pre>{problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}</pre>
      </details>
    </main>
  );
}

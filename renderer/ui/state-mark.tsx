export type StateLook =
  | 'running'
  | 'starting'
  | 'stopping'
  | 'stopped'
  | 'failed'
  | 'needs-value'
  | 'closed'
  | 'missing'
  | 'warning'
  | 'note';

/** The shape of a state; colour only underlines it, and the word stands beside it or in its name. */
export function StateShape(props: { readonly look: StateLook; readonly label?: string }) {
  const named =
    props.label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': props.label };
  return (
    <span className={`state state--${props.look}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" {...named}>
        {shapes[props.look]}
      </svg>
    </span>
  );
}

export function StateMark(props: { readonly look: StateLook; readonly text: string }) {
  return (
    <span className={`state state--${props.look}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
        {shapes[props.look]}
      </svg>
      {props.text}
    </span>
  );
}

const ring = <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const dashed = (
  <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="3 2" />
);

const shapes: Readonly<Record<StateLook, React.JSX.Element>> = {
  running: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  starting: dashed,
  stopping: dashed,
  stopped: ring,
  closed: ring,
  failed: <path d="M6 1.2 11 10.5H1Z" fill="currentColor" />,
  'needs-value': <path d="M6 1 11 6 6 11 1 6Z" fill="currentColor" />,
  warning: (
    <>
      <path d="M6 1.5 11 10.4H1Z" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M6 4.6v2.8M6 8.3v1" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  note: (
    <>
      <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M6 5.2v3.4M6 3.2v1.1" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  missing: <path d="M2.5 2.5l7 7m0-7l-7 7" stroke="currentColor" strokeWidth="1.75" fill="none" />,
};

/** The mark: a small fenced field with three furrows. */
export function FieldMark(props: { readonly size?: number }) {
  const size = props.size ?? 44;
  return (
    <svg width={size} height={size} viewBox="0 0 44 44" aria-hidden>
      <rect x="3" y="3" width="38" height="38" rx="9" fill="var(--accent)" />
      <path
        d="M10 32c6-9 18-9 24 0M10 25c6-9 18-9 24 0M10 18c6-9 18-9 24 0"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
    </svg>
  );
}

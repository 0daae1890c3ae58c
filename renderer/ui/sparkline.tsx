/** Counts as a small line. The numbers it draws are in its name. */
export function Sparkline(props: { readonly values: readonly number[]; readonly label: string }) {
  const width = 72;
  const height = 18;
  const most = Math.max(1, ...props.values);
  const step = props.values.length > 1 ? width / (props.values.length - 1) : 0;
  const points = props.values
    .map(
      (value, index) =>
        `${(index * step).toFixed(1)},${(height - 1 - (value / most) * (height - 3)).toFixed(1)}`,
    )
    .join(' ');
  return (
    <svg className="sparkline" width={width} height={height} role="img" aria-label={props.label}>
      <polyline points={points} />
    </svg>
  );
}

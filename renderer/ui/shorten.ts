/** A path shortened in the middle, so that its root and its end stay readable. */
export function shortenPath(path: string, most = 48): string {
  if (path.length <= most) return path;
  const tail = Math.ceil((most - 1) * 0.65);
  return `${path.slice(0, most - 1 - tail)}…${path.slice(path.length - tail)}`;
}

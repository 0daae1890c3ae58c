import { isPublicSuffix } from './cookie-scope.ts';

/** The longest domain above all hosts that a browser accepts for a cookie; null when there is none. */
export function commonDomain(hosts: readonly string[]): string | null {
  const [first = '', ...others] = hosts;
  const labels = first.split('.');
  for (let start = 0; start < labels.length - 1; start++) {
    const domain = labels.slice(start).join('.');
    const covers = (host: string) => host === domain || host.endsWith(`.${domain}`);
    if (covers(first) && others.every(covers)) return isPublicSuffix(domain) ? null : domain;
  }
  return null;
}

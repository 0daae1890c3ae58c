import type { IdentityView } from '../../shared/contract/identity.ts';
import { useNameList, useText } from '../texts/text.ts';
import { printRelative, useNow } from '../ui/time-text.tsx';

export interface CookiePanelProps {
  readonly name: string;
  readonly cookies: IdentityView['cookies'];
}

/** "Who am I here": the cookies of this window with their rules in words. */
export function CookiePanel({ name, cookies }: CookiePanelProps) {
  const text = useText();
  const list = useNameList();
  const now = useNow();
  return (
    <section className="bar__cookies" aria-label={text('identity.cookies', { name })}>
      <h2>{text('identity.cookiesTitle')}</h2>
      {cookies.length === 0 && <p>{text('identity.noCookies')}</p>}
      <ul>
        {cookies.map((cookie) => {
          const marks = [
            ...(cookie.secure ? [text('identity.secure')] : []),
            ...(cookie.httpOnly ? [text('identity.httpOnly')] : []),
          ];
          return (
            <li key={`${cookie.name} ${cookie.domain} ${cookie.host} ${cookie.path}`}>
              <p className="code">
                {cookie.name} = {cookie.shortSid}…
              </p>
              <p>
                {cookie.domain === null
                  ? text('identity.cookieHost', { host: cookie.host, path: cookie.path })
                  : text('identity.cookieDomain', { domain: cookie.domain, path: cookie.path })}{' '}
                {cookie.wikis.length > 0 && text('identity.cookieGoes', { wikis: list(cookie.wikis) })}{' '}
                {cookie.expiresAt === null
                  ? text('identity.cookieEndsWindow')
                  : text('identity.cookieEnds', { when: printRelative(text, cookie.expiresAt, now) })}{' '}
                {marks.length > 0 && `(${list(marks)})`}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

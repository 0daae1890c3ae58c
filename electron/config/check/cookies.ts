import {
  acceptedDomain,
  cookieTarget,
  isLoopback,
  isPublicSuffix,
} from '../../../shared/session/cookie-scope.ts';
import { isUsableCookieName } from '../../../shared/session/cookie-name.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import type { WikiSettings } from '../wiki-settings.ts';
import { change, finding, type CheckedWiki, type ConfigFinding, type Words } from './finding.ts';

/** Cookies that a browser does not take or does not send back, and logins that last for one page. */
export function cookieFindings(wiki: CheckedWiki, { session }: WikiSettings): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  const host = wiki.url === null ? null : new URL(wiki.url).hostname;
  const { cookieDomain } = session;
  if (cookieDomain !== null) {
    const bare = cookieDomain.replace(/^\./, '').replace(/:.*$/, '').toLowerCase();
    const isAddress = bare === host && isLoopback(bare);
    const refused =
      !isAddress &&
      (!bare.includes('.') ||
        isPublicSuffix(bare) ||
        (wiki.url !== null && acceptedDomain(cookieDomain, cookieTarget(wiki.url).host, 'browser') === null));
    if (refused) {
      const words: Words = {
        severity: 'error',
        code: 'cookie-domain-refused',
        message:
          host === null
            ? sentence('check.cookieDomain', { domain: cookieDomain })
            : sentence('check.cookieDomainFrom', { domain: cookieDomain, host }),
        hint: sentence('check.cookieDomain.hint'),
        consequence: sentence('check.cookieDomain.consequence'),
      };
      findings.push(finding(wiki, 'cookie_domain', words, change(wiki, 'cookie_domain', null)));
    }
  }
  if (
    session.cookieSecure === 'always' &&
    wiki.url?.startsWith('http:') === true &&
    host !== null &&
    !isLoopback(host)
  ) {
    const words: Words = {
      severity: 'error',
      code: 'secure-without-https',
      message: sentence('check.secureWithoutHttps', { url: wiki.url }),
      hint: sentence('check.secureWithoutHttps.hint'),
      consequence: sentence('check.secureWithoutHttps.consequence'),
    };
    findings.push(finding(wiki, 'cookie_secure', words, change(wiki, 'cookie_secure', 'None')));
  }
  if (Math.trunc(Number(session.cookieLifetime[1]) * 3600) === 0) {
    const words: Words = {
      severity: 'error',
      code: 'lifetime-zero',
      message: sentence('check.lifetimeZero'),
      hint: sentence('check.lifetimeZero.hint'),
      consequence: sentence('check.lifetimeZero.consequence'),
    };
    findings.push(
      finding(
        wiki,
        'cookie_lifetime',
        words,
        change(wiki, 'cookie_lifetime', `(${session.cookieLifetime[0]}, 12)`),
      ),
    );
  }
  if (session.cookieName.kind === 'literal' && !isUsableCookieName(session.cookieName.text)) {
    const words: Words = {
      severity: 'error',
      code: 'cookie-name-unusable',
      message: sentence('check.cookieName'),
      hint: sentence('check.cookieName.hint'),
      consequence: sentence('check.cookieName.consequence'),
    };
    findings.push(finding(wiki, 'cookie_name', words, change(wiki, 'cookie_name', null)));
  }
  return findings;
}

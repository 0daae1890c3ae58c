import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cookieTarget } from '../../../../shared/session/cookie-scope.ts';
import { cookieHeaderFor, emptyJar, storeCookie } from '../../../support/cookie-jar.ts';

interface ChromiumCase {
  readonly case: string;
  readonly set_on: string;
  readonly set_cookie: readonly string[];
  readonly then_visit: string;
  readonly sent_back: string;
}

const measured = JSON.parse(
  readFileSync(new URL('../../../golden/sessions/chromium-cookies.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly ChromiumCase[] };

describe('the cookie jar under the browser policy', () => {
  it.each(measured.cases)('sends what Chromium sends: $case', (row) => {
    const options = { policy: 'browser', nowSeconds: 1_796_000_000 } as const;
    const jar = row.set_cookie.reduce(
      (before, line) => storeCookie(before, line, cookieTarget(row.set_on), options).jar,
      emptyJar,
    );
    expect(cookieHeaderFor(jar, cookieTarget(row.then_visit), options)).toBe(row.sent_back);
  });
});

describe('the cookie jar to the letter of RFC 6265', () => {
  const options = { policy: 'rfc6265', nowSeconds: 1000 } as const;

  it('takes a Secure cookie from plain http but sends it over https only', () => {
    const { jar } = storeCookie(
      emptyJar,
      'a=1; Secure; Path=/',
      cookieTarget('http://w.example.org/'),
      options,
    );
    expect(cookieHeaderFor(jar, cookieTarget('http://w.example.org/'), options)).toBe('');
    expect(cookieHeaderFor(jar, cookieTarget('https://w.example.org/'), options)).toBe('a=1');
  });

  it('forgets a cookie when its time is over', () => {
    const { jar } = storeCookie(
      emptyJar,
      'a=1; Max-Age=10; Path=/',
      cookieTarget('http://w.example.org/'),
      options,
    );
    expect(
      cookieHeaderFor(jar, cookieTarget('http://w.example.org/'), { ...options, nowSeconds: 1010 }),
    ).toBe('');
  });
});

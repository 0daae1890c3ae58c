import { pythonRegex } from '../config/regex/python-regex.ts';

/** Tells known crawlers by their user agent (`ua_spiders`, case-insensitive). Without a usable pattern nobody is one. */
export function spiderTest(pattern: string | null): (userAgent: string) => boolean {
  const regex = pattern === null || pattern === '' ? null : pythonRegex(pattern, { flags: 'i' });
  return (userAgent) => userAgent !== '' && regex?.ok === true && regex.value.test(userAgent);
}

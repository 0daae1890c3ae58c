import { $ZodError } from 'zod/v4/core';
import * as z from 'zod/mini';
import { sentence } from '../../../shared/texts/sentence.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';

/** What a feed says, in either of two forms: our own, and the one of GitHub's `releases/latest`. */
const feedAnswer = z.union([
  z.object({ version: z.string(), url: z.string() }),
  z.pipe(
    z.object({ tag_name: z.string(), html_url: z.string() }),
    z.transform(({ tag_name, html_url }) => ({ version: tag_name.replace(/^v/, ''), url: html_url })),
  ),
]);

export interface Release {
  readonly version: string;
  /** Where a person reads about it; nothing is ever downloaded. */
  readonly url: string;
}

export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

const withinMs = 15_000;
const largestBytes = 256 * 1024;

/** Whether an address may be asked or shown: https, and no password in it. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.username === '' && url.password === '';
}

/** Asks the feed which version is out. Tells it nothing but that somebody asks. Null = no newer one. */
export async function findUpdate(
  feed: string,
  ownVersion: string,
  fetchPage: Fetch,
): Promise<Result<Release | null>> {
  if (!isSafeAddress(feed)) return fail(notAsked('The address of the feed is not https.'));
  const text = await read(feed, fetchPage);
  if (!text.ok) return text;
  const parsed = parse(text.value);
  if (parsed === null || !isVersion(parsed.version) || !isSafeAddress(parsed.url))
    return fail(notAsked('The feed did not answer with a version and a web address.'));
  return ok(isNewer(parsed.version, ownVersion) ? parsed : null);
}

async function read(feed: string, fetchPage: Fetch): Promise<Result<string>> {
  try {
    const response = await fetchPage(feed, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      // Another address would be one that nobody checked.
      redirect: 'error',
      signal: AbortSignal.timeout(withinMs),
    });
    if (!response.ok) return fail(notAsked(`The feed answered with status ${response.status}.`));
    const body = new Uint8Array(await response.arrayBuffer());
    if (body.byteLength > largestBytes) return fail(notAsked('The feed’s answer is far too long.'));
    return ok(new TextDecoder().decode(body));
  } catch (error) {
    // No network, no such host, no valid certificate, too slow: each is an Error with the system's words.
    return fail(notAsked(error instanceof Error ? error.message : String(error)));
  }
}

function parse(text: string): Release | null {
  try {
    return feedAnswer.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof $ZodError) return null;
    throw error;
  }
}

const notAsked = (detail: string): AppError => ({
  code: 'unreadable',
  message: sentence('update.notAsked'),
  hint: sentence('update.notAsked.hint'),
  detail,
});

const numbersOf = (version: string): number[] | null => {
  const match = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(version);
  return match === null ? null : match.slice(1).map(Number);
};
const isVersion = (version: string): boolean => numbersOf(version) !== null;

/** By numbers from the left; versions with words behind (`1.0.0-beta`) are nobody's update. */
export function isNewer(version: string, than: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(than)];
  if (a === null || b === null) return false;
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

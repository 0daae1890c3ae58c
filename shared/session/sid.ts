/**
 * A session id: 40 lower-case hex digits, the name of the session file and the value of the cookie.
 *
 * A secret: whoever has it is that visitor. Shown shortened, never logged whole, never part of a URL.
 */
export type SessionId = string & { readonly [sessionIdBrand]: true };
declare const sessionIdBrand: unique symbol;

const form = /^[0-9a-f]{40}$/;

/** spec/sessions.md §3. `$` without the m flag matches only the very end here, so a trailing newline fails (D1). */
export function isSessionId(text: string): text is SessionId {
  return form.test(text);
}

export function parseSessionId(text: string | null | undefined): SessionId | null {
  return text !== null && text !== undefined && isSessionId(text) ? text : null;
}

/** A session id from 20 random bytes. */
export function sessionIdFrom(random: Uint8Array): SessionId {
  if (random.length !== 20) throw new RangeError(`a session id takes 20 random bytes, not ${random.length}`);
  let text = '';
  for (const byte of random) text += byte.toString(16).padStart(2, '0');
  return text as SessionId;
}

/**
 * Whether MoinMoin's listing counts a directory entry as a session (spec/sessions.md §8.4).
 *
 * Wider than `isSessionId`: `README` is listed, and shown by us as a foreign file.
 */
export function isListedName(name: string): boolean {
  // MoinMoin counts bytes of the file name; only the shortest names can differ, and those hold no session.
  return name.length >= 5 && !name.includes('\n') && !name.endsWith('.__session');
}

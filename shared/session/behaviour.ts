import type { Compatibility } from './session-settings.ts';

/** Where Croft's session service differs from MoinMoin's, and a farm can choose (DECISIONS 12). */
export interface SessionBehaviour {
  /** D2: login, switch and return get a new session id, so that nobody can prepare one for somebody else. */
  readonly renewSidWithIdentity: boolean;
  /** D9: `expires` already stands in the first save. */
  readonly expiresInFirstSave: boolean;
  /** D12: what `cookie_httponly` means when it is not configured. */
  readonly httpOnlyByDefault: boolean;
  /** D12 */
  readonly sameSiteLax: boolean;
  /**
   * What a well-formed session id becomes that nothing is stored for: kept, or replaced by a fresh one. The session is
   * not *new* either way, since the client has shown that it takes cookies; so anonymous sessions start at the second
   * request under both behaviours.
   */
  readonly adoptUnknownSid: boolean;
  /**
   * Cookies of one name that an earlier Domain or Path left in the browser: the first that has a session counts, and what is
   * forgotten is forgotten under each of them (DECISIONS 41).
   */
  readonly heedsLeftoverCookies: boolean;
}

const safe: SessionBehaviour = {
  renewSidWithIdentity: true,
  expiresInFirstSave: true,
  httpOnlyByDefault: true,
  sameSiteLax: true,
  adoptUnknownSid: false,
  heedsLeftoverCookies: true,
};

const asMoinMoin: SessionBehaviour = {
  renewSidWithIdentity: false,
  expiresInFirstSave: false,
  httpOnlyByDefault: false,
  sameSiteLax: false,
  adoptUnknownSid: true,
  heedsLeftoverCookies: false,
};

export function sessionBehaviour(compatibility: Compatibility): SessionBehaviour {
  return compatibility === 'strict' ? asMoinMoin : safe;
}

import type { Identity } from '../../identity.ts';
import type { UserProfile } from '../../../user/profile.ts';

/** The same person with the profile as it is after a save: of the target while switched, else of the real user. */
export function replaceUser(identity: Identity, saved: UserProfile): Identity {
  if (identity.kind === 'anonymous') return identity;
  return identity.actingAs === null ? { ...identity, real: saved } : { ...identity, actingAs: saved };
}

import { assertNever } from '../../shared/result.ts';
import type { Compatibility } from '../../shared/session/session-settings.ts';
import { isValidUserName } from './names.ts';
import type { UserProfile } from './profile.ts';
import { isUserId } from './user-id.ts';
import type { UserStore } from './user-store.ts';

/** Login methods that can log out, so that there is a way back from a switch. */
const methodsWithLogout: ReadonlySet<string> = new Set(['moin', 'setuid']);

export interface SwitchAsker {
  /** The user of the request; the target while switched. Null: nobody. */
  readonly user: UserProfile | null;
  /** How that user was authenticated: `moin`, `setuid`, `given`, `http`. */
  readonly authMethod: string;
  readonly isSuperuser: boolean;
}

export type SwitchUnavailable = 'not-logged-in' | 'method-without-logout' | 'not-superuser' | 'turned-off';

/**
 * Why the switch form is neither shown nor its post accepted (spec/sessions.md §12.1); null: it is offered.
 *
 * Also offered while switched to another superuser, as in the reference; the post is then refused by `decideSwitch`.
 */
export function switchUnavailable(
  asker: SwitchAsker,
  userprefsDisabled: readonly string[],
): SwitchUnavailable | null {
  if (asker.user === null) return 'not-logged-in';
  if (!methodsWithLogout.has(asker.authMethod)) return 'method-without-logout';
  if (!asker.isSuperuser) return 'not-superuser';
  return userprefsDisabled.includes('suid') ? 'turned-off' : null;
}

/** The two fields of the form: a typed name, or an id picked from the list. */
export interface SwitchForm {
  readonly userName: string;
  readonly selectedUser: string;
}

export interface SwitchRules {
  readonly compatibility: Compatibility;
  readonly isGroupName: (name: string) => boolean;
  /** The session holds `setuid` already. */
  readonly alreadySwitched: boolean;
}

export type SwitchRefusal =
  /** Switched already: the first switch stays (D3). */
  | 'already-switched'
  | 'invalid-name'
  /** Default behaviour: nobody of that name; such an account has to be made first (DECISIONS 12). */
  | 'unknown-name'
  | 'nobody-selected';

export type SwitchDecision =
  | { readonly kind: 'switch'; readonly target: UserProfile }
  /** Strict only: make an account of this name, without password and address, and switch to it. */
  | { readonly kind: 'create-and-switch'; readonly name: string }
  | { readonly kind: 'refuse'; readonly reason: SwitchRefusal };

/**
 * What a posted switch form does (spec/sessions.md §12.2), the ticket having been checked.
 *
 * The name of a disabled account switches to that account instead of making a second one (D4). Only a well-formed id
 * is looked for on disk (D11).
 */
export async function decideSwitch(
  accounts: UserStore,
  form: SwitchForm,
  rules: SwitchRules,
): Promise<SwitchDecision> {
  if (rules.alreadySwitched) return refuse('already-switched');
  if (form.userName === '') {
    const target = isUserId(form.selectedUser) ? await accounts.byId(form.selectedUser) : null;
    return target === null ? refuse('nobody-selected') : { kind: 'switch', target };
  }
  const target = await accounts.findByName(form.userName, { disabledToo: true });
  if (target !== null) return { kind: 'switch', target };
  if (!isValidUserName(form.userName, rules.isGroupName)) return refuse('invalid-name');
  if (rules.compatibility === 'strict') return { kind: 'create-and-switch', name: form.userName };
  return refuse('unknown-name');
}

const refuse = (reason: SwitchRefusal): SwitchDecision => ({ kind: 'refuse', reason });

/** Carries out a decision; null when it was a refusal, or when somebody took the name meanwhile. */
export async function carryOutSwitch(
  accounts: UserStore,
  decision: SwitchDecision,
): Promise<UserProfile | null> {
  switch (decision.kind) {
    case 'switch':
      return decision.target;
    case 'create-and-switch': {
      const created = await accounts.create({ name: decision.name });
      return created.ok ? created.value : null;
    }
    case 'refuse':
      return null;
    default:
      return assertNever(decision);
  }
}

/**
 * Who a session with `setuid` is on this request (spec/sessions.md §12.3).
 *
 * Null: the switch is over and `setuid` leaves the session, because the real user is no superuser here (any more) or the
 * target's profile is gone (D15). A target that was disabled meanwhile stays.
 */
export async function switchedUser(
  accounts: UserStore,
  setuid: string,
  realUserIsSuperuser: boolean,
): Promise<UserProfile | null> {
  return realUserIsSuperuser ? accounts.byId(setuid) : null;
}

/** The accounts offered in the form's list: all but the current user, disabled ones too, by lower-cased name. */
export const switchCandidates = (
  profiles: readonly UserProfile[],
  currentUserId: string,
): readonly UserProfile[] =>
  profiles
    .filter((profile) => profile.id !== currentUserId)
    .map((profile) => ({ profile, key: profile.name.toLowerCase() }))
    .sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1))
    .map(({ profile }) => profile);

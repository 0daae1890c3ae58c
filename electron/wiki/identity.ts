import type { Visitor as SessionVisitor } from '../session/session-service.ts';
import type { Visitor as RightsVisitor } from '../page/page-rights.ts';
import type { UserProfile } from '../user/profile.ts';

/** Who makes a request, after login, logout and switching (spec/sessions.md §11, §12). */
export type Identity = { readonly kind: 'anonymous' } | LoggedIn;

export interface LoggedIn {
  readonly kind: 'user';
  /** The person who logged in; the session belongs to them. */
  readonly real: UserProfile;
  /** What authenticated them: `moin`, `given`, `http`. */
  readonly method: string;
  /** Profile fields that the method fixes. */
  readonly attributes: readonly string[];
  /** The person whose name, rights and preferences count while switched. */
  readonly actingAs: UserProfile | null;
}

export const anonymous: Identity = { kind: 'anonymous' };

/** Whose name, rights and preferences count; null for a visitor. */
export const userOf = (identity: Identity): UserProfile | null =>
  identity.kind === 'anonymous' ? null : (identity.actingAs ?? identity.real);

/** How the counting user got here; a switched one by `setuid`. */
export const methodOf = (identity: Identity): string | null =>
  identity.kind === 'anonymous' ? null : identity.actingAs === null ? identity.method : 'setuid';

export const isSwitched = (identity: Identity): boolean =>
  identity.kind === 'user' && identity.actingAs !== null;

export function sessionVisitor(identity: Identity): SessionVisitor {
  if (identity.kind === 'anonymous') return { valid: false };
  return {
    valid: true,
    id: identity.real.id,
    authMethod: identity.method,
    authAttribs: identity.attributes,
    rememberMe: identity.real.rememberMe,
    switchedTo: identity.actingAs?.id ?? null,
  };
}

export const rightsVisitor = (identity: Identity): RightsVisitor => ({
  name: userOf(identity)?.name ?? '',
  authMethod: methodOf(identity),
});

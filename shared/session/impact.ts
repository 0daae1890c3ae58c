import { lifetimeSeconds } from './lifetime.ts';
import { explainSharing, wikiCookie, type SharingVerdict, type SharingWiki } from './sharing.ts';

/** A wiki as the sharing rules see it, before or after a change of its configuration. */
export type ImpactWiki = SharingWiki;

/** A live session, as far as a configuration can touch it. */
export interface ImpactSession {
  readonly directory: string;
  readonly userId: string | null;
  readonly setuid: string | null;
  readonly authMethod: string | null;
}

export type SessionsEndReason =
  'cookie-name' | 'session-dir' | 'user-dir' | 'lifetime' | 'auth' | 'cookie-scope';

/** One thing a change means for people; the window and the command line make sentences of it. */
export type Impact =
  | { readonly kind: 'will-share' | 'will-separate' | 'cannot-log-in'; readonly wikis: readonly string[] }
  | { readonly kind: 'will-collide'; readonly wikis: readonly string[]; readonly login: SharingVerdict }
  | {
      readonly kind: 'sessions-end';
      readonly count: number;
      readonly wikis: readonly string[];
      readonly reason: SessionsEndReason;
    }
  | { readonly kind: 'switches-end'; readonly count: number; readonly wikis: readonly string[] }
  | {
      readonly kind: 'lifetime';
      readonly wikis: readonly string[];
      readonly who: 'anonymous' | 'logged-in' | 'remembered';
      readonly beforeSeconds: number;
      readonly afterSeconds: number;
    }
  | {
      readonly kind: 'superuser-gained' | 'superuser-lost';
      readonly names: readonly string[];
      readonly wikis: readonly string[];
    };

/**
 * What changing a configuration means before it is saved (issue 4, "Impact before saving"): logins shared before and
 * after, sessions that will be cut, new lifetimes per kind of visitor, superusers gained and lost.
 */
export function impactOf(
  before: readonly ImpactWiki[],
  after: readonly ImpactWiki[],
  sessions: readonly ImpactSession[],
): readonly Impact[] {
  const pairs = before.flatMap((old) => {
    const now = after.find((wiki) => wiki.id === old.id);
    return now ? [{ old, now }] : [];
  });
  return [
    ...sharingChanges(before, after),
    ...refusedCookies(pairs),
    ...endedSessions(pairs, sessions),
    ...endedSwitches(pairs, sessions),
    ...lifetimeChanges(pairs),
    ...superuserChanges(pairs),
  ];
}

interface WikiChange {
  readonly old: ImpactWiki;
  readonly now: ImpactWiki;
}

const collisions: readonly SharingVerdict[] = [
  'collision',
  'wrong-identity',
  'one-cookie-two-logins',
  'other',
  'error',
];

function sharingChanges(before: readonly ImpactWiki[], after: readonly ImpactWiki[]): Impact[] {
  const verdicts = new Map(explainSharing(before).map((pair) => [`${pair.a}\0${pair.b}`, pair.login]));
  return explainSharing(after).flatMap(({ a, b, login }): Impact[] => {
    const was = verdicts.get(`${a}\0${b}`);
    if (was === undefined || was === login) return [];
    const wikis = [a, b];
    if (login === 'shared') return [{ kind: 'will-share', wikis }];
    if (collisions.includes(login)) return [{ kind: 'will-collide', wikis, login }];
    return was === 'shared' ? [{ kind: 'will-separate', wikis }] : [];
  });
}

function refusedCookies(changes: readonly WikiChange[]): Impact[] {
  const wikis = changes
    .filter(
      ({ old, now }) => wikiCookie(old).refusedBecause === null && wikiCookie(now).refusedBecause !== null,
    )
    .map(({ now }) => now.id);
  return wikis.length > 0 ? [{ kind: 'cannot-log-in', wikis }] : [];
}

/** Why a browser's session on this wiki is not found (or not honoured) any more; null = it goes on. */
function endReason({ old, now }: WikiChange, session: ImpactSession): SessionsEndReason | null {
  const [cookieBefore, cookieAfter] = [wikiCookie(old), wikiCookie(now)];
  if (cookieBefore.name !== cookieAfter.name) return 'cookie-name';
  if (old.sessionDir !== now.sessionDir) return 'session-dir';
  // The browser keeps sending the old cookie; it is lost only where the new scope can't be set.
  if (cookieAfter.refusedBecause !== null && cookieBefore.refusedBecause === null) return 'cookie-scope';
  const loggedIn = session.userId !== null;
  if (
    lifetimeSeconds(
      now.session.cookieLifetime,
      loggedIn ? { loggedIn, rememberMe: false } : { loggedIn: false },
    ) === 0
  )
    return 'lifetime';
  if (session.userId === null) return null;
  if (old.userDir !== now.userDir && now.accounts?.has(session.userId) !== true) return 'user-dir';
  return now.authMethods.includes(session.authMethod ?? '') ? null : 'auth';
}

function endedSessions(changes: readonly WikiChange[], sessions: readonly ImpactSession[]): Impact[] {
  const found = new Map<string, { count: number; wikis: string[]; reason: SessionsEndReason }>();
  for (const change of changes) {
    const counts = new Map<SessionsEndReason, number>();
    for (const session of sessions) {
      if (session.directory !== change.old.sessionDir) continue;
      const reason = endReason(change, session);
      if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    for (const [reason, count] of counts) {
      // Wikis that share the sessions lose the same ones; they are counted once.
      const key = `${reason}\0${change.old.sessionDir}`;
      const known = found.get(key) ?? { count, wikis: [], reason };
      known.wikis.push(change.now.id);
      known.count = Math.max(known.count, count);
      found.set(key, known);
    }
  }
  return [...found.values()].map((fact) => ({ kind: 'sessions-end', ...fact }));
}

/** Switches that end while the session itself goes on as the superuser's own. */
function endedSwitches(changes: readonly WikiChange[], sessions: readonly ImpactSession[]): Impact[] {
  const found = new Map<string, { count: number; wikis: string[] }>();
  for (const change of changes) {
    const { old, now } = change;
    const count = sessions.filter((session) => {
      if (session.directory !== old.sessionDir || session.setuid === null || session.userId === null)
        return false;
      const name = old.accounts?.get(session.userId);
      const loses = name !== undefined && old.superuser.includes(name) && !now.superuser.includes(name);
      return loses && endReason(change, session) === null;
    }).length;
    if (count === 0) continue;
    // Wikis that share the sessions end the same switches; they are counted once.
    const known = found.get(old.sessionDir) ?? { count, wikis: [] };
    known.wikis.push(now.id);
    known.count = Math.max(known.count, count);
    found.set(old.sessionDir, known);
  }
  return [...found.values()].map((fact) => ({ kind: 'switches-end', ...fact }));
}

const visitors = [
  { who: 'anonymous', visitor: { loggedIn: false } },
  { who: 'logged-in', visitor: { loggedIn: true, rememberMe: false } },
  { who: 'remembered', visitor: { loggedIn: true, rememberMe: true } },
] as const;

function lifetimeChanges(changes: readonly WikiChange[]): Impact[] {
  const found = new Map<string, Extract<Impact, { kind: 'lifetime' }>>();
  for (const { old, now } of changes) {
    for (const { who, visitor } of visitors) {
      const beforeSeconds = lifetimeSeconds(old.session.cookieLifetime, visitor);
      const afterSeconds = lifetimeSeconds(now.session.cookieLifetime, visitor);
      if (beforeSeconds === afterSeconds) continue;
      const key = `${who}\0${beforeSeconds}\0${afterSeconds}`;
      const wikis = [...(found.get(key)?.wikis ?? []), now.id];
      found.set(key, { kind: 'lifetime', wikis, who, beforeSeconds, afterSeconds });
    }
  }
  return [...found.values()];
}

/** A farm of hundreds of wikis that gets one superuser is told in one sentence. */
function superuserChanges(changes: readonly WikiChange[]): Impact[] {
  const facts = new Map<
    string,
    { kind: 'superuser-gained' | 'superuser-lost'; names: string[]; wikis: string[] }
  >();
  const note = (kind: 'superuser-gained' | 'superuser-lost', names: string[], wiki: string): void => {
    if (names.length === 0) return;
    const key = JSON.stringify([kind, names]);
    const known = facts.get(key) ?? { kind, names, wikis: [] };
    known.wikis.push(wiki);
    facts.set(key, known);
  };
  for (const { old, now } of changes) {
    note(
      'superuser-gained',
      now.superuser.filter((name) => !old.superuser.includes(name)),
      now.id,
    );
    note(
      'superuser-lost',
      old.superuser.filter((name) => !now.superuser.includes(name)),
      now.id,
    );
  }
  return [...facts.values()];
}

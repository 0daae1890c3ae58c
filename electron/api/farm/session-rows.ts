import path from 'node:path';
import type { SessionCounts, SessionKind, SessionRow } from '../../../shared/contract/session.ts';
import type { Person } from '../../../shared/contract/common.ts';
import type { WikiUnit } from '../../farm/wiki-unit.ts';
import type { IndexedSession } from '../../session/indexed-session.ts';
import type { FarmContext } from './context.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** Ten years of 365 days: what "remember me" grants (spec/sessions.md §5). */
const rememberedSeconds = 315_360_000;

export function sessionKind(session: IndexedSession): SessionKind {
  if (session.classification !== 'ok') return 'problem';
  if (session.userId === null) return 'anonymous';
  return session.setuid === null ? 'logged-in' : 'switched';
}

/** Where each kind is counted. Somebody switched is logged in as well, but has a chip of their own. */
export const countOfKind = {
  'logged-in': 'loggedIn',
  switched: 'switched',
  anonymous: 'anonymous',
  problem: 'problem',
} as const satisfies Record<SessionKind, keyof SessionCounts>;

export function isExpired(session: IndexedSession, nowSeconds: number): boolean {
  return session.expiresSeconds !== null && session.expiresSeconds < nowSeconds;
}

/** Turns indexed sessions into rows of the window: names looked up, secrets left out. */
export class SessionRows {
  /** Wikis by session directory, made once per refresh of the farm. */
  private readonly wikisByDirectory = new Map<string, readonly WikiUnit[]>();

  constructor(private readonly context: FarmContext) {
    for (const unit of context.host.wikis) {
      if (!unit.settings) continue;
      const directory = path.resolve(unit.settings.sessionDir);
      this.wikisByDirectory.set(directory, [...(this.wikisByDirectory.get(directory) ?? []), unit]);
    }
  }

  /** Wikis that read this session's directory, know its user and take its login method. */
  wikis(session: IndexedSession): readonly WikiUnit[] {
    const sharing = this.wikisByDirectory.get(session.directory) ?? [];
    const { userId, authMethod } = session;
    if (userId === null) return sharing;
    return sharing.filter((unit) => {
      const person = this.context.accounts.of(unit)?.people.get(userId);
      const methods = unit.settings?.auth ?? [];
      return person !== undefined && !person.disabled && methods.some((method) => method.name === authMethod);
    });
  }

  person(session: IndexedSession, id: string | null): Person | null {
    if (id === null) return null;
    for (const unit of this.wikisByDirectory.get(session.directory) ?? []) {
      const profile = this.context.accounts.of(unit)?.people.get(id);
      if (profile) return { id, name: profile.name };
    }
    return { id, name: id };
  }

  row(session: IndexedSession, nowSeconds: number): SessionRow {
    const lastSeenAt = session.modifiedMs / 1000;
    const { expiresSeconds } = session;
    return {
      id: session.id,
      shortSid: session.sid.slice(0, 6),
      kind: sessionKind(session),
      user: this.person(session, session.userId),
      actingAs: this.person(session, session.setuid),
      wikis: this.wikis(session).map((unit) => unit.id),
      authMethod: session.authMethod,
      startedAt: session.createdMs / 1000,
      lastSeenAt,
      expiresAt: expiresSeconds,
      expired: isExpired(session, nowSeconds),
      remembered: expiresSeconds !== null && expiresSeconds - lastSeenAt > rememberedSeconds - 120,
      trail: [...session.trail],
      trailLength: session.trailLength,
      extensionKeys: session.extensionKeys,
      problem: problemText[session.classification],
    };
  }
}

const problemText: Record<IndexedSession['classification'], Sentence | null> = {
  ok: null,
  'not-a-dict': sentence('sessions.not-a-dict'),
  corrupt: sentence('sessions.corrupt'),
  refused: sentence('sessions.refused'),
  unreadable: sentence('sessions.unreadable'),
};

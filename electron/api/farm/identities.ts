import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Person } from '../../../shared/contract/common.ts';
import type { Identity, SwitchChoices } from '../../../shared/contract/identity.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { sessionCookieName } from '../../../shared/session/cookie-name.ts';
import { lifetimeSeconds } from '../../../shared/session/lifetime.ts';
import { isSessionId, type SessionId } from '../../../shared/session/sid.ts';
import { asDiskProblem } from '../../base/disk-problem.ts';
import type { FarmHost } from '../../farm/farm-host.ts';
import type { FarmState } from '../../farm/farm-state.ts';
import { hostName } from '../../farm/router.ts';
import type { RunningWiki } from '../../farm/run-wiki.ts';
import type { WikiUnit } from '../../farm/wiki-unit.ts';
import { sessionRowId } from '../../session/indexed-session.ts';
import { setCookieParts } from './set-cookie-parts.ts';
import type { SeedCookie } from '../desktop-port.ts';
import type { PreparedIdentity } from '../host-only.ts';
import { nowSeconds, type FarmContext, type Handlers } from './context.ts';
import type { EndedSessions } from './set-aside.ts';
import { superuserOn } from './users.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

/** Switched sessions that the window makes live this long at most (DECISIONS 13). */
const longestSwitchSeconds = 8 * 3600;
const keptRecent = 8;

export type IdentityWish =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'own'; readonly superuserId: string }
  | { readonly kind: 'switched'; readonly superuserId: string; readonly targetId: string };

interface MadeSession {
  /** When a switched session is over at the latest, Unix seconds; null = by the wiki's own rules. */
  readonly endsAt: number | null;
  readonly sid: SessionId;
  readonly setCookie: readonly string[];
  readonly cookie: SeedCookie;
}

interface Begun {
  readonly directory: string;
  /** Key of the place where it lies, for the id of its row. */
  readonly place: string;
  readonly sid: SessionId;
  readonly running: RunningWiki;
}

/** Makes and ends the sessions behind identity windows; the windows themselves are the main process's. */
export class Identities {
  private readonly begun = new Map<string, Begun>();
  /** Every session that this run made. */
  private readonly made = new Set<string>();

  constructor(
    private readonly context: FarmContext,
    private readonly ended: EndedSessions,
  ) {}

  async begin(wikiId: string, wish: IdentityWish, needsHandoff: boolean): Promise<Result<PreparedIdentity>> {
    const { host } = this.context;
    const unit = host.wiki(wikiId);
    if (unit && unit.state.kind !== 'running') await host.startWikis([wikiId]);
    const running = unit?.parts;
    if (!unit || !running)
      return fail({ code: 'not-running', message: sentence('identity.notRunning', { wiki: wikiId }) });
    const address = unit.model.address;
    if (!address)
      return fail({
        code: 'config-invalid',
        message: sentence('identity.noAddress', { wiki: wikiId }),
        hint: sentence('identity.noAddress.hint'),
      });
    const people = this.context.accounts.of(unit)?.people;
    const person = (id: string): Person | null => {
      const profile = people?.get(id);
      return profile ? { id, name: profile.name } : null;
    };
    const session = await this.makeSession(unit, running, wish).catch((error: unknown) => notStored(error));
    if (!session.ok) return session;
    const id = `identity-${randomBytes(8).toString('hex')}`;
    const directory = path.resolve(running.settings.sessionDir);
    const place = host.sessionPlaces.keyOf(running.settings);
    if (session.value) {
      this.made.add(session.value.sid);
      this.begun.set(id, { directory, place, sid: session.value.sid, running });
    }
    await this.rememberBegun();
    await this.rememberRecent(directory, wish);
    const now = nowSeconds(this.context);
    const identity: Identity = {
      id,
      farmId: host.options.farmId,
      wikiId,
      wikis: host.wikis
        .filter((other) => other.settings && path.resolve(other.settings.sessionDir) === directory)
        .map((other) => other.id),
      user: wish.kind === 'visitor' ? null : person(wish.superuserId),
      actingAs: wish.kind === 'switched' ? person(wish.targetId) : null,
      startedAt: now,
      endsAt: session.value?.endsAt ?? null,
      session: session.value ? sessionRowId(place, session.value.sid) : null,
    };
    return ok({
      identity,
      plan: {
        identity,
        url: address.url,
        port: host.mainPort,
        hosts: [
          ...new Set(
            host.wikis.flatMap((other) => (other.model.address ? [hostName(other.model.address.host)] : [])),
          ),
        ],
        wikis: host.wikis.flatMap((other) =>
          other.model.address
            ? [{ id: other.id, sitename: other.settings?.sitename ?? other.id, url: other.model.address.url }]
            : [],
        ),
        cookie: session.value?.cookie ?? null,
        certificate: host.certificates.current.fingerprint,
      },
      handoff:
        needsHandoff && session.value
          ? {
              action: `${address.url}?action=croft-handoff`,
              code: running.handoffs.offer(session.value.setCookie, null),
            }
          : null,
    });
  }

  /** Destroys the session behind an identity window; unknown ids are fine, the window may have been a visitor's. */
  async end(identityId: string): Promise<void> {
    const begun = this.begun.get(identityId);
    if (!begun) return;
    const { host } = this.context;
    const row = host.sessions.rows.get(sessionRowId(begun.place, begun.sid));
    try {
      await this.ended.destroy(row, () => begun.running.sessionStore.delete(begun.sid));
    } catch (error) {
      // It stays listed, so that the end of the program and then the next start try again.
      return tellNotRemoved(host, error);
    }
    this.begun.delete(identityId);
    await this.rememberBegun();
  }

  /** The session goes on without a window of ours (`croft switch`). */
  async keep(identityId: string): Promise<void> {
    this.begun.delete(identityId);
    await this.rememberBegun();
  }

  async endAll(): Promise<void> {
    for (const id of [...this.begun.keys()]) await this.end(id);
  }

  private async makeSession(
    unit: WikiUnit,
    running: RunningWiki,
    wish: IdentityWish,
  ): Promise<Result<MadeSession | null>> {
    if (wish.kind === 'visitor') return ok(null);
    const account = this.context.accounts.of(unit);
    const superuser = account?.people.get(wish.superuserId);
    const store = this.context.accounts
      .stores(this.context.host.wikis)
      .find((entry) => entry.id === account?.id);
    if (!superuser || !store || !superuserOn(store, superuser).includes(unit))
      return fail({ code: 'forbidden', message: sentence('identity.onlySuperuser') });
    const method = running.settings.auth.find((candidate) => candidate.name === 'moin');
    if (!method)
      return fail({
        code: 'unsupported',
        message: sentence('identity.noForm', { wiki: unit.id }),
        hint: sentence('identity.noForm.hint'),
      });
    const address = { serverPort: this.portOf(unit), mountPath: unit.model.address?.mount ?? '' };
    const isHttps = unit.model.address?.scheme === 'https';
    const now = nowSeconds(this.context);
    if (wish.kind === 'switched') {
      const target = account?.people.get(wish.targetId);
      if (!target) return fail({ code: 'not-found', message: sentence('users.gone') });
      if (target.id === superuser.id)
        return fail({
          code: 'bad-argument',
          message: sentence('identity.oneself', { name: superuser.name }),
        });
      const ownSpan = lifetimeSeconds(running.settings.session.cookieLifetime, {
        loggedIn: true,
        rememberMe: superuser.rememberMe,
      });
      const endsAt = now + Math.min(longestSwitchSeconds, ownSpan || longestSwitchSeconds);
      const made = await running.state.sessions.createSwitchedSession({
        superuserId: superuser.id,
        authMethod: method.name,
        targetId: target.id,
        address,
        isHttps,
        nowSeconds: now,
        endsSeconds: endsAt,
      });
      return ok({ ...made, endsAt, cookie: this.seedCookie(unit, running, made.setCookie[0], made.sid) });
    }
    const session = await running.state.sessions.getSession({
      cookieHeader: undefined,
      address,
      nowSeconds: now,
    });
    const finalized = await running.state.sessions.finalize({
      session,
      visitor: {
        valid: true,
        id: superuser.id,
        authMethod: method.name,
        authAttribs: [],
        rememberMe: superuser.rememberMe,
        switchedTo: null,
      },
      address,
      isHttps,
      nowSeconds: now,
    });
    if (finalized.stored === 'failed') return notStored(finalized.error);
    return ok({
      endsAt: null,
      sid: session.sid,
      setCookie: finalized.setCookie,
      cookie: this.seedCookie(unit, running, finalized.setCookie[0], session.sid),
    });
  }

  private seedCookie(
    unit: WikiUnit,
    running: RunningWiki,
    line: string | undefined,
    sid: SessionId,
  ): SeedCookie {
    const parts = setCookieParts(line ?? '');
    return {
      name: sessionCookieName(running.settings.session, {
        siteid: unit.model.siteid,
        serverPort: this.portOf(unit),
        mountPath: unit.model.address?.mount ?? '',
      }),
      value: sid,
      domain: parts.domain,
      path: parts.path,
      secure: parts.secure,
      httpOnly: parts.httpOnly,
      expiresAt: null, // the jar lives no longer than the window
    };
  }

  private portOf(unit: WikiUnit): number {
    return unit.model.address?.port ?? this.context.host.mainPort;
  }

  /** So that a crash leaves no switched session behind: the next start destroys what is listed (DECISIONS 13). */
  private rememberBegun(): Promise<void> {
    const { host } = this.context;
    const ours = [...this.begun.values()].map(({ directory, sid }) => ({ directory, sid }));
    // What an earlier run could not end stays listed as well.
    const others = host.state.identitySessions.filter(({ sid }) => !this.made.has(sid));
    return host.remember({ identitySessions: [...others, ...ours] });
  }

  private async rememberRecent(directory: string, wish: IdentityWish): Promise<void> {
    if (wish.kind !== 'switched') return;
    const { state } = this.context.host;
    const others = state.recentTargets.filter((entry) => entry.id !== wish.targetId);
    await this.context.host.remember({
      recentSuperusers: [wish.superuserId, ...state.recentSuperusers.filter((id) => id !== wish.superuserId)],
      recentTargets: [{ directory, id: wish.targetId }, ...others].slice(0, keptRecent),
    });
  }
}

export function identityHandlers(context: FarmContext): Handlers<'identity:choices'> {
  return { 'identity:choices': async () => ok(switchChoices(context)) };
}

function switchChoices(context: FarmContext): SwitchChoices {
  const { host } = context;
  const stores = context.accounts.stores(host.wikis);
  const recentFirst = (id: string) => {
    const place = host.state.recentSuperusers.indexOf(id);
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  };
  const superusers = stores
    .flatMap((store) =>
      [...store.people.values()].flatMap((profile) => {
        const wikis = superuserOn(store, profile).map((unit) => unit.id);
        return wikis.length > 0
          ? [{ person: { id: profile.id, name: profile.name }, storeId: store.id, wikis }]
          : [];
      }),
    )
    .toSorted((a, b) => recentFirst(a.person.id) - recentFirst(b.person.id));
  const inDirectory = new Map<string, number>();
  for (const { directory } of host.sessions.rows.values())
    inDirectory.set(directory, (inDirectory.get(directory) ?? 0) + 1);
  const canLogOut = host.wikis.some((unit) => unit.settings?.auth.some((method) => method.name === 'moin'));
  return {
    superusers,
    missing: missingSuperusers(context),
    recent: host.state.recentTargets.flatMap(({ id }) => {
      const store = stores.find((entry) => entry.people.has(id));
      const profile = store?.people.get(id);
      return store && profile ? [{ person: { id, name: profile.name }, storeId: store.id }] : [];
    }),
    unavailable: !canLogOut
      ? { reason: 'auth-cannot-log-out', fix: null }
      : superusers.length === 0
        ? { reason: 'no-superuser', fix: null }
        : null,
    wikis: host.wikis.map((unit) => ({
      wikiId: unit.id,
      sessions: inDirectory.get(path.resolve(unit.settings?.sessionDir ?? '')) ?? 0,
    })),
  };
}

/** Named in `superuser`, but without an account (DECISIONS 7). */
function missingSuperusers(context: FarmContext): SwitchChoices['missing'] {
  const byName = new Map<string, string[]>();
  for (const unit of context.host.wikis) {
    const account = context.accounts.of(unit);
    const names = new Set([
      ...[...(account?.people.values() ?? [])].map((profile) => profile.name),
      ...(account?.damaged ?? []).map(({ claims }) => claims?.name ?? ''),
    ]);
    for (const name of unit.settings?.superuser ?? [])
      if (!names.has(name)) byName.set(name, [...(byName.get(name) ?? []), unit.id]);
  }
  return [...byName].map(([name, wikis]) => ({ name, wikis }));
}

/** Sessions that the last run made and could not end; what can't be ended now waits for the next start. */
export async function destroyLeftovers({ host }: FarmContext): Promise<void> {
  const left: FarmState['identitySessions'][number][] = [];
  for (const leftover of host.state.identitySessions)
    if (!(await destroyed(host, leftover))) left.push(leftover);
  if (left.length < host.state.identitySessions.length) await host.remember({ identitySessions: left });
}

async function destroyed(
  host: FarmHost,
  { directory, sid }: FarmState['identitySessions'][number],
): Promise<boolean> {
  const settings = host.wikis
    .map((unit) => unit.settings)
    .find((known) => known && path.resolve(known.sessionDir) === directory);
  if (!settings || !isSessionId(sid)) return false;
  try {
    await host.sessionPlaces.storeOf(settings).delete(sid);
    return true;
  } catch (error) {
    tellNotRemoved(host, error);
    return false;
  }
}

const tellNotRemoved = (host: FarmHost, error: unknown): void =>
  host.log.append({
    level: 'error',
    kind: 'session',
    wiki: null,
    text: sentence('log.switchNotEnded', { reason: String(error) }),
  });

/** What the disk, or Redis, refused. */
function notStored(error: unknown): Result<never> {
  const refused = asDiskProblem(error);
  const message = sentence('identity.notStored', { reason: refused?.message ?? String(error) });
  return fail({ code: 'unreadable', ...refused, message });
}

import path from 'node:path';
import type { SessionDetails } from '../../../shared/contract/session.ts';
import type { PyValue } from '../../../shared/python-value.ts';
import { textOf } from '../../../shared/python-value.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { sessionCookieName } from '../../../shared/session/cookie-name.ts';
import { lifetimeSeconds, rememberMeSeconds } from '../../../shared/session/lifetime.ts';
import { toTypedJson } from '../../../shared/session/typed-json.ts';
import type { WikiUnit } from '../../farm/wiki-unit.ts';
import { decodePickle, type DecodedPickle } from '../../session/pickle/decode.ts';
import { standardKeys, textItems } from '../../session/session.ts';
import type { IndexedSession } from '../../session/indexed-session.ts';
import { shortenPath } from '../shorten-path.ts';
import { nowSeconds, type FarmContext } from './context.ts';
import type { SessionRows } from './session-rows.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

const standard = new Set<string>(Object.values(standardKeys));
const shownBytes = 48;

/** Everything about one session: its file decoded again, its life explained, wiki by wiki. */
export async function showSession(
  context: FarmContext,
  rows: SessionRows,
  session: IndexedSession,
): Promise<Result<SessionDetails>> {
  // What went meanwhile, or can't be read, decodes as empty: the row says what it is.
  const bytes = (await context.host.sessions.read(session)) ?? new Uint8Array();
  const decoded = decodePickle(bytes);
  const entries = decoded.kind === 'ok' ? decoded.value.entries : [];
  return ok({
    row: rows.row(session, nowSeconds(context)),
    classification: decoded.kind,
    content: decoded.kind === 'ok' || decoded.kind === 'not-a-dict' ? toTypedJson(decoded.value) : null,
    extension: entries.flatMap(([key, value]) => {
      const name = keyText(key);
      return standard.has(name) ? [] : [[name, toTypedJson(value)] as const];
    }),
    lifetime: lifetimeOf(context, rows, session),
    trail: trailOf(context, rows, session, entries),
    perWiki: context.host.wikis.flatMap((unit) => perWiki(context, rows, session, unit)),
    file: {
      name: `${session.sid.slice(0, 6)}…`,
      directory: shortenPath(session.directory),
      sizeBytes: session.sizeBytes,
      bornAt: session.createdMs / 1000,
      modifiedAt: session.modifiedMs / 1000,
    },
    refusedNames: decoded.kind === 'refused' ? [...decoded.names] : [],
    firstBytes: unreadable(decoded) ? Buffer.from(bytes.slice(0, shownBytes)).toString('hex') : null,
  });
}

const unreadable = (decoded: DecodedPickle): boolean =>
  decoded.kind === 'corrupt' || decoded.kind === 'refused';

const keyText = (key: PyValue): string => textOf(key) ?? JSON.stringify(toTypedJson(key));

function lifetimeOf(
  context: FarmContext,
  rows: SessionRows,
  session: IndexedSession,
): SessionDetails['lifetime'] {
  const [unit] = rows.wikis(session);
  const settings = unit?.settings?.session;
  if (!unit || !settings) return { rule: 'no-end', spanSeconds: null, cookieEndsAt: null };
  const profile = session.userId === null ? undefined : context.accounts.of(unit)?.people.get(session.userId);
  const spanSeconds = lifetimeSeconds(
    settings.cookieLifetime,
    profile ? { loggedIn: true, rememberMe: profile.rememberMe } : { loggedIn: false },
  );
  const cookieEndsAt = spanSeconds === 0 ? null : session.modifiedMs / 1000 + spanSeconds;
  if (spanSeconds === 0) return { rule: 'off', spanSeconds, cookieEndsAt };
  if (!profile) return { rule: 'anonymous', spanSeconds, cookieEndsAt };
  if (spanSeconds === rememberMeSeconds) return { rule: 'remembered', spanSeconds, cookieEndsAt };
  const fixed = Number(settings.cookieLifetime[1]) < 0;
  return { rule: fixed ? 'logged-in-fixed' : 'logged-in', spanSeconds, cookieEndsAt };
}

/** An entry `Name:Page` is of the wiki with that interwiki name, any other of the wiki itself (spec/sessions.md §13). */
function trailOf(
  context: FarmContext,
  rows: SessionRows,
  session: IndexedSession,
  entries: readonly (readonly [PyValue, PyValue])[],
): SessionDetails['trail'] {
  const stored = entries.find(([key]) => textOf(key) === standardKeys.trail)?.[1];
  const [own] = rows.wikis(session);
  return (textItems(stored) ?? []).map((entry) => {
    const colon = entry.indexOf(':');
    const prefix = colon < 0 ? null : entry.slice(0, colon);
    const other = context.host.wikis.find(
      (unit) => prefix !== null && unit.settings?.interwikiname === prefix,
    );
    const unit = other ?? own;
    const page = other ? entry.slice(colon + 1) : entry;
    const base = unit?.model.address?.url ?? null;
    return {
      wikiId: unit?.id ?? null,
      page,
      url: base === null ? null : base + page.split('/').map(encodeURIComponent).join('/'),
    };
  });
}

function perWiki(
  context: FarmContext,
  rows: SessionRows,
  session: IndexedSession,
  unit: WikiUnit,
): SessionDetails['perWiki'] {
  const settings = unit.settings;
  if (!settings) return [];
  const honoured = rows.wikis(session).includes(unit);
  return [
    {
      wikiId: unit.id,
      cookieName: sessionCookieName(settings.session, {
        siteid: unit.model.siteid,
        serverPort: unit.model.address?.port ?? context.host.mainPort,
        mountPath: unit.model.address?.mount ?? '',
      }),
      honoured,
      reason: honoured ? null : whyNot(context, session, unit),
    },
  ];
}

function whyNot(context: FarmContext, session: IndexedSession, unit: WikiUnit): Sentence {
  const settings = unit.settings;
  if (path.resolve(settings?.sessionDir ?? '') !== session.directory) return sentence('sessions.otherFolder');
  const profile = session.userId === null ? undefined : context.accounts.of(unit)?.people.get(session.userId);
  if (!profile) return sentence('sessions.unknownAccount');
  if (profile.disabled) return sentence('sessions.disabledAccount');
  return sentence('sessions.noMethod', {
    method: session.authMethod ?? sentence('sessions.unknownMethod'),
  });
}

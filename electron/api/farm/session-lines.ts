import type { SessionRow } from '../../../shared/contract/session.ts';
import type { Person } from '../../../shared/contract/common.ts';
import { toTypedJson, type TypedJson } from '../../../shared/session/typed-json.ts';
import { decodePickle } from '../../session/pickle/decode.ts';
import type { IndexedSession } from '../../session/indexed-session.ts';
import { nowSeconds, type FarmContext } from './context.ts';
import { SessionRows } from './session-rows.ts';
import { english } from '../../../shared/texts/english.ts';

/** One session as `croft sessions list --json` prints it (DESIGN §8). The command line may show the whole id. */
export interface SessionLine {
  readonly sid: string;
  readonly file: string;
  readonly wikis: readonly string[];
  readonly user: Person | null;
  readonly actingAs: Person | null;
  readonly authMethod: string | null;
  readonly expires: number | null;
  readonly trail: readonly string[];
  readonly problem: string | null;
}

export function sessionLines(
  context: FarmContext,
  sessions: Iterable<IndexedSession>,
): readonly SessionLine[] {
  const rows = new SessionRows(context);
  const now = nowSeconds(context);
  return [...sessions].map((session) => lineOf(session, rows.row(session, now)));
}

function lineOf(session: IndexedSession, row: SessionRow): SessionLine {
  return {
    sid: session.sid,
    file: `${session.directory}/${session.sid}`,
    wikis: row.wikis,
    user: row.user,
    actingAs: row.actingAs,
    authMethod: row.authMethod,
    expires: row.expiresAt,
    trail: row.trail,
    problem: row.problem === null ? null : english(row.problem),
  };
}

/** Any session file, decoded: its class, and its content where it is plain data. */
export interface DecodedFile {
  readonly classification: string;
  readonly content: TypedJson | null;
  readonly reason: string | null;
  readonly trailing_bytes: number;
}

export function decodedFile(bytes: Uint8Array): DecodedFile {
  const decoded = decodePickle(bytes);
  return decoded.kind === 'ok' || decoded.kind === 'not-a-dict'
    ? {
        classification: decoded.kind,
        content: toTypedJson(decoded.value),
        reason: null,
        trailing_bytes: decoded.trailingBytes,
      }
    : { classification: decoded.kind, content: null, reason: decoded.reason, trailing_bytes: 0 };
}

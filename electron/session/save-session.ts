import { UnreadableError } from '../base/disk-reading.ts';
import type { SessionId } from '../../shared/session/sid.ts';
import { decodePickle } from './pickle/decode.ts';
import { encodePickle } from './pickle/encode.ts';
import { limits } from './pickle/limits.ts';
import type { ProcessMemory } from './process-memory.ts';
import { PyDict } from './py-dict.ts';
import type { SessionEvent } from './session-service.ts';
import type { Session } from './session.ts';
import type { SessionStore, StoreWriteOptions } from './session-store.ts';

export interface SavingContext {
  readonly store: SessionStore;
  readonly memory: ProcessMemory;
  readonly report: (event: SessionEvent) => void;
}

export type SaveOutcome = 'written' | 'gone' | { readonly failed: Error };

/** After so many overlapping writes the last writer wins, as in MoinMoin. */
const mergeAttempts = 8;

/**
 * Stores a session. Overlapping requests of one session merge key by key; a session that somebody destroyed meanwhile is
 * not brought back (spec/sessions.md §8.3 [H]). Never throws for what the store says; that is reported.
 */
export async function saveSession(
  session: Session,
  lifetimeSeconds: number,
  nowSeconds: number,
  context: SavingContext,
): Promise<SaveOutcome> {
  try {
    const stored =
      session.retiredSid === null
        ? await writeMerging(session, lifetimeSeconds, context)
        : await writeRenewed(session, session.retiredSid, lifetimeSeconds, context);
    if (stored === 'written' && session.retiredSid !== null)
      await retire(session.retiredSid, session.sid, nowSeconds, context);
    if (stored === 'written') session.settle();
    return stored;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    context.report({ kind: 'not-saved', sid: session.sid, reason: error.message });
    return { failed: error };
  }
}

async function writeMerging(
  session: Session,
  lifetimeSeconds: number,
  context: SavingContext,
): Promise<'written' | 'gone'> {
  for (let attempt = 1; ; attempt += 1) {
    const expected = attempt > mergeAttempts ? 'any' : session.loaded.expected;
    const outcome = await write(session, { expected, lifetimeSeconds }, context);
    if (outcome !== 'changed') return outcome;
    const caughtUp = await catchUp(session, context);
    if (caughtUp !== 'ready') return caughtUp;
  }
}

async function write(
  session: Session,
  options: StoreWriteOptions,
  context: SavingContext,
): Promise<'written' | 'gone' | 'changed'> {
  const bytes = encodePickle(session.content().toValue());
  if (bytes.length > limits.fileBytes) {
    throw new Error(`${bytes.length} bytes are more than a session may have (${limits.fileBytes})`);
  }
  const outcome = await context.store.write(session.sid, bytes, options);
  if (outcome.kind === 'written') session.storedAs(outcome.version);
  return outcome.kind;
}

/** Takes over what somebody else stored since this request read the session. */
async function catchUp(session: Session, context: SavingContext): Promise<'ready' | 'gone'> {
  const stored = await context.store.read(session.sid);
  if (stored.kind === 'absent') return session.loaded.expected === 'absent' ? 'ready' : 'gone';
  if (stored.kind === 'unreadable') throw new UnreadableError(stored.what);
  const decoded = decodePickle(stored.bytes);
  if (decoded.kind === 'refused') throw new Error(`stored session refused: ${decoded.reason}`);
  session.rebase(decoded.kind === 'ok' ? PyDict.from(decoded.value) : new PyDict(), stored.version);
  return 'ready';
}

/**
 * First save under a new id. Unless this is a login, somebody who ended the session under its old id meant this one too.
 */
async function writeRenewed(
  session: Session,
  retiredSid: SessionId,
  lifetimeSeconds: number,
  context: SavingContext,
): Promise<'written' | 'gone'> {
  const wasLoggedIn = session.loaded.content.has('user.id');
  if (wasLoggedIn) {
    const before = await context.store.read(retiredSid);
    if (before.kind === 'unreadable') throw new UnreadableError(before.what);
    if (before.kind === 'absent') return 'gone';
  }
  const outcome = await write(session, { expected: 'absent', lifetimeSeconds }, context);
  if (outcome === 'changed') throw new Error('a fresh session id is already in use');
  return outcome;
}

async function retire(
  from: SessionId,
  to: SessionId,
  nowSeconds: number,
  context: SavingContext,
): Promise<void> {
  context.memory.retire(from, nowSeconds);
  context.memory.moveEnd(from, to);
  try {
    await context.store.delete(from);
  } catch (error) {
    context.report({ kind: 'not-removed', sid: from, reason: String(error) });
  }
}

import { link, readdir, rename, stat, unlink } from '../base/file-system.ts';
import path from 'node:path';
import { isSessionId, type SessionId } from '../../shared/session/sid.ts';
import { systemErrorCode } from '../base/system-error.ts';

/**
 * Ended sessions wait for undo beside their old place, under a name that MoinMoin's listing ignores (DECISIONS 20,
 * spec/sessions.md §8.4): to both programs the session is gone at once, to a person it can be taken back.
 */
const asideSuffix = '.ended.__session';

export interface SetAside {
  readonly directory: string;
  readonly sid: SessionId;
}

/** Sets one session aside; false when it was gone already. */
export async function setSessionAside(session: SetAside): Promise<boolean> {
  try {
    await rename(placeOf(session), asideOf(session));
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Brings one session back; false when it is gone for good, or a newer one has its place. */
export async function bringSessionBack(session: SetAside): Promise<boolean> {
  try {
    // A link fails where a rename would replace a session that somebody made meanwhile.
    await link(asideOf(session), placeOf(session));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return renameBack(session);
    throw error;
  }
  await removeQuietly(asideOf(session));
  return true;
}

/** For disks without links (exFAT, some network disks). */
async function renameBack(session: SetAside): Promise<boolean> {
  if (await isThere(placeOf(session))) return false;
  try {
    await rename(asideOf(session), placeOf(session));
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

export const forgetSetAside = (session: SetAside): Promise<void> => removeQuietly(asideOf(session));

/** Removes what an earlier run left set aside, and nothing younger than `olderThanMs`. */
export async function forgetOldSetAside(
  directory: string,
  olderThanMs: number,
  nowMs: number,
): Promise<number> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 0;
    throw error;
  }
  let removed = 0;
  for (const name of names) {
    if (!name.endsWith(asideSuffix) || !isSessionId(name.slice(0, -asideSuffix.length))) continue;
    const file = path.join(directory, name);
    // Renaming keeps the modification time but not the change time, which therefore tells when it was set aside.
    const changedMs = await changeTime(file);
    if (changedMs === null || nowMs - changedMs < olderThanMs) continue;
    await removeQuietly(file);
    removed++;
  }
  return removed;
}

const placeOf = ({ directory, sid }: SetAside): string => path.join(directory, sid);
const asideOf = ({ directory, sid }: SetAside): string => path.join(directory, `${sid}${asideSuffix}`);

const isThere = async (file: string): Promise<boolean> => (await changeTime(file)) !== null;

async function changeTime(file: string): Promise<number | null> {
  try {
    return (await stat(file)).ctimeMs;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function removeQuietly(file: string): Promise<void> {
  try {
    await unlink(file);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}

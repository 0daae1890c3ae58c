// Says whether something built is still what its sources say: a fingerprint of names, sizes and times.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '..');

/** One fingerprint over files and folders (relative to the checkout); missing ones count as absent. */
export function fingerprint(sources) {
  const hash = createHash('sha256');
  const add = (relative) => {
    const full = path.join(root, relative);
    if (!existsSync(full)) return;
    const facts = statSync(full);
    if (!facts.isDirectory()) hash.update(`${relative}\0${facts.size}\0${facts.mtimeMs}\n`);
    else for (const name of readdirSync(full).sort()) add(path.join(relative, name));
  };
  for (const source of sources) add(source);
  return hash.digest('hex');
}

/**
 * Runs `make` unless `stampFile` says that it ran on these very sources; answers whether it ran.
 *
 * The stamp is the fingerprint from before, so that an edit during the run makes the result stale again.
 */
export async function unlessFresh(stampFile, sources, make) {
  const stamp = path.join(root, stampFile);
  const now = fingerprint(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  await make();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/** Lets one process at a time do `work`: several `npm run croft` may start at once. */
export async function alone(work) {
  const lock = path.join(root, 'node_modules/.croft-build-lock');
  while (!take(lock)) {
    if (!isHeld(lock)) rmSync(lock, { force: true });
    await wait(100);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the process that took it still lives: a builder that was killed leaves its lock behind. */
function isHeld(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    return holder === 0 || process.kill(holder, 0);
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EPERM') return true;
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

// Says whether something built is still what its sources say: a fingerprint of names, sizes and times.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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
  const lock = path.join(root, 'node_modules/.croft-build.lock');
  const longestMs = 120_000;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      // A builder that was killed leaves its lock; nothing here takes two minutes.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > longestMs) rmdirSync(lock);
      else await wait(100);
    }
  }
  try {
    return await work();
  } finally {
    rmdirSync(lock);
  }
}

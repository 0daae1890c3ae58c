import { hash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { heard } from '../../base/guard.ts';
import { sha512Crypt } from './sha512-crypt.ts';

/** Up to this many rounds (about 10 ms) starting a thread would take longer than the hash. */
const roundsOnThisThread = 5000;

/** Hashes at the same time; more wait, so that a burst of logins leaves processors to the wikis. */
const mostThreads = 2;

/**
 * SHA-512-crypt without stopping the server: many rounds (passlib's default takes over a second) run in a thread.
 *
 * @returns the 86 characters after `$6$rounds=N$salt$`
 */
export async function slowSha512Crypt(
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
): Promise<string> {
  if (rounds <= roundsOnThisThread)
    return sha512Crypt((bytes) => hash('sha512', bytes, 'buffer'), password, salt, rounds);
  await takeTurn();
  try {
    return await inThread({ password, salt, rounds });
  } finally {
    endTurn();
  }
}

interface Job {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly rounds: number;
}

/**
 * The thread's program is made from the function's own text: it needs no file beside the program, and so works from
 * source, from a bundle and from inside a package alike. A test runs it from a minified bundle.
 */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { hash } = require('node:crypto');
  const sha512Crypt = ${sha512Crypt.toString()};
  const { password, salt, rounds } = workerData;
  parentPort.postMessage(sha512Crypt((bytes) => hash('sha512', bytes, 'buffer'), password, salt, rounds));
`;

function inThread(job: Job): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = heard(new Worker(program, { eval: true, workerData: job, execArgv: [], env: {} }), reject);
    worker.once('message', (text: string) => resolve(text));
    // After a message this changes nothing any more.
    worker.once('exit', (code) => reject(new Error(`the password thread ended with code ${code}`)));
  });
}

let running = 0;
const waiting: (() => void)[] = [];

function takeTurn(): Promise<void> | undefined {
  if (running < mostThreads) {
    running++;
    return undefined;
  }
  return new Promise((resolve) => waiting.push(resolve));
}

/** Hands the turn to who waits longest. */
function endTurn(): void {
  const next = waiting.shift();
  if (next === undefined) running--;
  else next();
}

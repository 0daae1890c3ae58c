import { open, readdir, stat } from '../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../base/system-error.ts';
import {
  maximumProfileBytes,
  readProfile,
  type ProfileDamage,
  type ProfileDefaults,
  type ProfileReading,
} from './profile.ts';
import { isUserId } from './user-id.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

export interface DamagedAccount {
  readonly id: string;
  readonly reason: ProfileDamage['reason'] | 'unreadable';
  readonly message: Sentence;
}

/** What lies under an id. */
export type AccountFile =
  | ({ readonly kind: 'found' } & ProfileReading)
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly damage: DamagedAccount };

const missing: AccountFile = { kind: 'missing' };

interface Remembered {
  /** What the disk says about the file; anything that writes to it changes the stamp. */
  readonly stamp: string;
  /** Read so soon after its last change that a further change could leave the same stamp. */
  readonly mayBeStale: boolean;
  readonly account: AccountFile;
}

/** File systems count time in ticks of some milliseconds; network ones in up to two seconds. */
const stampResolutionMs = 2000;

/**
 * The profile files of a folder, each parsed once per change on disk.
 *
 * One `stat` per question proves that what is remembered still holds.
 */
export class AccountFiles {
  readonly #remembered = new Map<string, Remembered>();

  constructor(
    private readonly directory: string,
    private readonly defaults: ProfileDefaults,
    private readonly clocks: { readonly nowSeconds: () => number; readonly diskNowMs: () => number },
    /** Told whenever the answer for an id changes. */
    private readonly onChange: (id: string, account: AccountFile) => void,
  ) {}

  /** Where an account's file lies. Refuses anything that is not an id, so no name becomes a path elsewhere. */
  pathOf(id: string): string {
    if (!isUserId(id)) throw new RangeError('not a user id');
    return path.join(this.directory, id);
  }

  /** The ids that have a file, sorted. */
  async ids(): Promise<string[]> {
    try {
      return (await readdir(this.directory)).filter(isUserId).sort();
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  async read(id: string): Promise<AccountFile> {
    if (!isUserId(id)) return missing;
    const stamp = await this.#stamp(id);
    if (stamp === null) return this.#forget(id);
    const known = this.#remembered.get(id);
    if (known !== undefined && known.stamp === stamp.text && !known.mayBeStale) return known.account;
    const account = await this.#readFile(id);
    if (account.kind === 'missing') return this.#forget(id);
    const mayBeStale = this.clocks.diskNowMs() - stamp.changedMs < stampResolutionMs;
    this.#remembered.set(id, { stamp: stamp.text, mayBeStale, account });
    this.onChange(id, account);
    return account;
  }

  /** Looks at every file and forgets those that are gone. */
  async readAll(): Promise<ReadonlyMap<string, AccountFile>> {
    const ids = await this.ids();
    const accounts = new Map<string, AccountFile>();
    const batch = 32; // more would only queue up behind the four threads that Node reads files with
    for (let start = 0; start < ids.length; start += batch) {
      const some = ids.slice(start, start + batch);
      const read = await Promise.all(some.map((id) => this.read(id)));
      some.forEach((id, index) => accounts.set(id, read[index] ?? missing));
    }
    for (const id of [...this.#remembered.keys()]) if (!accounts.has(id)) this.#forget(id);
    return accounts;
  }

  /** The file's bytes, up to the largest size that counts as a profile. */
  async bytes(id: string): Promise<Uint8Array | null> {
    if (!isUserId(id)) return null;
    try {
      return await readAtMost(this.pathOf(id), maximumProfileBytes + 1);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  #forget(id: string): AccountFile {
    if (this.#remembered.delete(id)) this.onChange(id, missing);
    return missing;
  }

  async #stamp(id: string): Promise<{ text: string; changedMs: number } | null> {
    try {
      const facts = await stat(this.pathOf(id), { bigint: true });
      if (!facts.isFile()) return null;
      const changed = facts.ctimeNs > facts.mtimeNs ? facts.ctimeNs : facts.mtimeNs;
      const text = `${facts.ino}:${facts.size}:${facts.mtimeNs}:${facts.ctimeNs}`;
      return { text, changedMs: Number(changed / 1_000_000n) };
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      throw error;
    }
  }

  async #readFile(id: string): Promise<AccountFile> {
    const damaged = (reason: DamagedAccount['reason'], message: Sentence): AccountFile => ({
      kind: 'damaged',
      damage: { id, reason, message },
    });
    try {
      const bytes = await readAtMost(this.pathOf(id), maximumProfileBytes + 1);
      const reading = readProfile(id, bytes, this.defaults, this.clocks.nowSeconds());
      if (!reading.ok) return damaged(reading.error.reason, reading.error.message);
      return { kind: 'found', ...reading.value };
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT') return missing;
      if (code === null) throw error;
      return damaged('unreadable', sentence('users.unreadable', { code }));
    }
  }
}

async function readAtMost(file: string, limitBytes: number): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, limitBytes));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

import path from 'node:path';
import {
  known,
  listSoon,
  readFile,
  statSoon,
  tooLarge,
  type Reading,
  type Unreadable,
} from '../base/disk-reading.ts';
import {
  maximumProfileBytes,
  readProfile,
  type AccountClaims,
  type ProfileDamage,
  type ProfileDefaults,
  type ProfileReading,
} from './profile.ts';
import { isUserId } from './user-id.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

export interface DamagedAccount {
  readonly id: string;
  /** Absolute path. */
  readonly file: string;
  /** Of what it holds; `too-big` and `unreadable` are the disk's word, and may be another the next moment. */
  readonly reason: ProfileDamage['reason'] | 'too-big' | 'unreadable';
  readonly message: Sentence;
  /** What can be read of it all the same is taken; null: nobody knows what this account is called. */
  readonly claims: AccountClaims | null;
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

  /** The ids that have a file, sorted. Throws UnreadableError when nobody can say which. */
  async ids(): Promise<string[]> {
    const names = known(await listSoon(this.directory)) ?? [];
    return names.filter(isUserId).sort();
  }

  /** What can't be read is not remembered: the next question asks the disk again. */
  async read(id: string): Promise<AccountFile> {
    if (!isUserId(id)) return missing;
    const stamp = await this.#stamp(id);
    if (stamp.kind === 'absent') return this.#forget(id);
    if (stamp.kind === 'unreadable') return refusedByDisk(id, stamp);
    const known = this.#remembered.get(id);
    if (known !== undefined && known.stamp === stamp.value.text && !known.mayBeStale) return known.account;
    const file = await readFile(this.pathOf(id), maximumProfileBytes);
    if (file.kind === 'absent') return this.#forget(id);
    if (file.kind === 'unreadable') return refusedByDisk(id, file);
    const account = this.#parse(id, file.value);
    const mayBeStale = this.clocks.diskNowMs() - stamp.value.changedMs < stampResolutionMs;
    this.#remembered.set(id, { stamp: stamp.value.text, mayBeStale, account });
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

  /** The file's bytes; null when there is none. Throws UnreadableError. */
  async bytes(id: string): Promise<Uint8Array | null> {
    return isUserId(id) ? known(await readFile(this.pathOf(id), maximumProfileBytes)) : null;
  }

  #forget(id: string): AccountFile {
    if (this.#remembered.delete(id)) this.onChange(id, missing);
    return missing;
  }

  async #stamp(id: string): Promise<Reading<{ readonly text: string; readonly changedMs: number }>> {
    const found = await statSoon(this.pathOf(id));
    if (found.kind !== 'present') return found;
    const { ino, size, mtimeNs, ctimeNs } = found.value;
    const changed = ctimeNs > mtimeNs ? ctimeNs : mtimeNs;
    const text = `${ino}:${size}:${mtimeNs}:${ctimeNs}`;
    return { kind: 'present', value: { text, changedMs: Number(changed / 1_000_000n) } };
  }

  #parse(id: string, bytes: Uint8Array): AccountFile {
    const reading = readProfile(id, bytes, this.defaults, this.clocks.nowSeconds());
    if (reading.ok) return { kind: 'found', ...reading.value };
    return { kind: 'damaged', damage: { id, file: this.pathOf(id), ...reading.error } };
  }
}

function refusedByDisk(id: string, { file, code }: Unreadable): AccountFile {
  const isTooBig = code === tooLarge;
  return {
    kind: 'damaged',
    damage: {
      id,
      file,
      reason: isTooBig ? 'too-big' : 'unreadable',
      message: isTooBig ? sentence('users.tooBig') : sentence('users.unreadable', { code }),
      claims: null,
    },
  };
}

import { randomInt } from 'node:crypto';
import { mkdir } from '../base/file-system.ts';
import { UnreadableError } from '../base/disk-reading.ts';
import { writeFileAtomic } from '../base/atomic-write.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { AccountFiles, type AccountFile, type DamagedAccount } from './account-files.ts';
import { AccountIndex, searchKey, type SearchField } from './account-index.ts';
import { dropLookupCache } from './lookup-cache.ts';
import {
  changeProfile,
  newProfile,
  printProfile,
  type AccountClaims,
  type ProfileChanges,
  type ProfileDefaults,
  type UserProfile,
} from './profile.ts';
import { KeyedQueue, shared } from '../base/queues.ts';
import { newUserId } from './user-id.ts';

export type { DamagedAccount } from './account-files.ts';

/** What lies under one id. */
export type LoadedAccount =
  | { readonly kind: 'found'; readonly profile: UserProfile }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly damage: DamagedAccount };

export interface AccountList {
  /** By id. */
  readonly profiles: readonly UserProfile[];
  readonly damaged: readonly DamagedAccount[];
}

export interface FindOptions {
  /** Logins see enabled accounts only (default); checks whether a name is free must see all (U7). */
  readonly disabledToo?: boolean;
}

export type CreateRefusal = 'name-missing' | 'name-taken' | 'email-taken';

export interface CreateOptions {
  /** Refuse an address that another enabled account has. */
  readonly uniqueEmail?: boolean;
}

/**
 * The accounts of one `user_dir`, as one wiki sees them (its defaults complete the files).
 *
 * Holds what it has read in memory and believes it only while the file's stamp on disk is the same, so that changes
 * made by other programs are seen at once (U13); there is no timer and no watcher. Every write is a read-modify-write
 * under a lock of this process, replaces the file in one step (U9) and removes the reference's lookup file (§6).
 */
export interface UserStore {
  readonly directory: string;
  load(id: string): Promise<LoadedAccount>;
  /** The account, disabled or not; null when missing, damaged or no id at all. Throws UnreadableError. */
  byId(id: string): Promise<UserProfile | null>;
  /**
   * Exact case. An empty name finds nothing. Like the other two it throws UnreadableError rather than answer null while a
   * file that can't be read, or a damaged one of that name, may be the one.
   */
  findByName(name: string, options?: FindOptions): Promise<UserProfile | null>;
  /** Upper and lower case are the same. */
  findByEmail(email: string, options?: FindOptions): Promise<UserProfile | null>;
  findByJid(jid: string, options?: FindOptions): Promise<UserProfile | null>;
  /**
   * Whether an account other than `exceptId` goes by this, be it disabled or damaged: new ones must not. An address counts
   * only where an enabled (or damaged) account has it. Throws UnreadableError while nobody can say.
   */
  isTaken(field: SearchField, value: string, exceptId?: string): Promise<boolean>;
  /** Throws UnreadableError when the folder can't be read; a file that can't is among the damaged. */
  list(): Promise<AccountList>;
  /**
   * Changes an account as it is on disk at that moment; null when there is none (or it is damaged). Throws UnreadableError,
   * and the system's error when it can't be written: then it is as it was.
   */
  update(id: string, change: ProfileChange): Promise<UserProfile | null>;
  /**
   * Makes a new account under a fresh id unless its name is taken, also by a disabled account (U7) or a damaged one. Throws
   * UnreadableError while nobody can say whether it is free.
   */
  create(attributes: ProfileChanges, options?: CreateOptions): Promise<Result<UserProfile, CreateRefusal>>;
  /** The file as it is, for a backup; null when there is none. */
  bytes(id: string): Promise<Uint8Array | null>;
}

/** Given the account as it is on disk now, says what to change; null leaves it alone. */
export type ProfileChange = ProfileChanges | ((current: UserProfile) => ProfileChanges | null);

export interface UserStoreOptions {
  readonly directory: string;
  readonly defaults: ProfileDefaults;
  /** Seconds since 1970; goes into ids, `last_saved` and the comment line. */
  readonly nowSeconds: () => number;
  /** A random integer 0–65535 for ids. */
  readonly random16?: () => number;
  /** The clock that stamps files, milliseconds since 1970. */
  readonly diskNowMs?: () => number;
  /** Never writes: obsolete profiles stay as they are, changes throw. */
  readonly readOnly?: boolean;
}

/** Writers of this process to one file wait for each other, whichever store they use. */
const writers = new KeyedQueue();

export function openUserStore(options: UserStoreOptions): UserStore {
  const { directory, defaults, nowSeconds } = options;
  const random16 = options.random16 ?? (() => randomInt(0, 65536));
  const index = new AccountIndex();
  const files = new AccountFiles(
    directory,
    defaults,
    { nowSeconds, diskNowMs: options.diskNowMs ?? Date.now },
    (id, account) => index.set(id, claimsOf(account)),
  );
  const readAll = shared(() => files.readAll());

  async function write(profile: UserProfile): Promise<UserProfile> {
    if (options.readOnly === true) throw new Error('the accounts are opened read-only');
    const file = files.pathOf(profile.id);
    const isNew = (await files.read(profile.id)).kind === 'missing';
    await mkdir(directory, { recursive: true, mode: 0o770 });
    await writeFileAtomic(file, printProfile(profile, nowSeconds()), isNew ? { mode: 0o660 } : {});
    await dropLookupCache(directory);
    const saved = await files.read(profile.id);
    return saved.kind === 'found' ? saved.profile : profile;
  }

  async function load(id: string): Promise<LoadedAccount> {
    const account = await files.read(id);
    if (account.kind !== 'found' || !account.obsolete || options.readOnly === true) return plain(account);
    // Obsolete keys held clear passwords; the reference removes them at the first sight, and so do we.
    const rewritten = await update(id, (current) => (current.obsolete ? {} : null));
    return rewritten === null ? { kind: 'missing' } : { kind: 'found', profile: rewritten };
  }

  function update(
    id: string,
    change: (current: AccountFile & { kind: 'found' }) => ProfileChanges | null,
  ): Promise<UserProfile | null> {
    return writers.run(`${directory}\0${id}`, async () => {
      const account = await files.read(id);
      if (account.kind === 'damaged') throwIfUnreadable(account.damage);
      if (account.kind !== 'found') return null;
      const changes = change(account);
      return changes === null ? account.profile : write(changeProfile(account.profile, changes));
    });
  }

  /** Accounts that go by a value: those remembered first, since one `stat` proves them; then whatever the disk holds. */
  async function* claimants(field: SearchField, value: string): AsyncIterable<AccountFile> {
    if (value === '') return;
    const wanted = searchKey(field, value);
    const goesBy = (account: AccountFile): boolean =>
      searchKey(field, claimsOf(account)?.[field] ?? '') === wanted;
    for (const id of index.find(field, value)) {
      const account = await files.read(id);
      if (goesBy(account) || isUnknown(account)) yield account;
    }
    for (const account of (await readAll()).values())
      if (goesBy(account) || isUnknown(account)) yield account;
  }

  async function find(
    field: SearchField,
    value: string,
    find: FindOptions = {},
  ): Promise<UserProfile | null> {
    let disabled: UserProfile | null = null;
    let doubtful: DamagedAccount | null = null;
    for await (const account of claimants(field, value)) {
      if (account.kind === 'damaged') doubtful ??= account.damage;
      if (account.kind !== 'found') continue;
      const loaded = await load(account.profile.id);
      // Known a moment ago and unreadable now is nobody's name: whoever asks must not hear that there is no such account.
      if (loaded.kind === 'damaged') doubtful ??= loaded.damage;
      if (loaded.kind !== 'found') continue;
      if (!loaded.profile.disabled) return loaded.profile;
      disabled ??= loaded.profile;
    }
    if (doubtful !== null) throw unreadable(doubtful);
    return find.disabledToo === true ? disabled : null;
  }

  async function isTaken(field: SearchField, value: string, exceptId = ''): Promise<boolean> {
    let doubtful: DamagedAccount | null = null;
    for await (const account of claimants(field, value)) {
      if (account.kind === 'found') {
        const counts = field === 'name' || !account.profile.disabled;
        if (counts && account.profile.id !== exceptId) return true;
      } else if (account.kind === 'damaged' && account.damage.id !== exceptId) {
        if (account.damage.claims !== null) return true;
        doubtful ??= account.damage;
      }
    }
    if (doubtful !== null) throw unreadable(doubtful);
    return false;
  }

  async function create(
    attributes: ProfileChanges,
    create: CreateOptions = {},
  ): Promise<Result<UserProfile, CreateRefusal>> {
    const name = attributes['name'];
    const email = attributes['email'];
    if (typeof name !== 'string' || name === '') return fail('name-missing');
    // One at a time, so that two requests can't both find the name free.
    return writers.run(`${directory}\0create`, async () => {
      if (await isTaken('name', name)) return fail('name-taken');
      if (create.uniqueEmail === true && typeof email === 'string' && (await isTaken('email', email)))
        return fail('email-taken');
      let id = newUserId(nowSeconds(), random16());
      while ((await files.read(id)).kind !== 'missing') id = newUserId(nowSeconds(), random16());
      const profile = changeProfile(newProfile(id, defaults, nowSeconds()), attributes);
      return ok(await write(profile));
    });
  }

  async function list(): Promise<AccountList> {
    const profiles: UserProfile[] = [];
    const damaged: DamagedAccount[] = [];
    for (const [id, account] of await readAll()) {
      if (account.kind === 'damaged') damaged.push(account.damage);
      const loaded = account.kind === 'found' && account.obsolete ? await load(id) : plain(account);
      if (loaded.kind === 'found') profiles.push(loaded.profile);
    }
    return { profiles, damaged };
  }

  return {
    directory,
    load,
    byId: async (id) => {
      const account = await load(id);
      if (account.kind === 'damaged') throwIfUnreadable(account.damage);
      return account.kind === 'found' ? account.profile : null;
    },
    findByName: (name, how) => find('name', name, how),
    findByEmail: (email, how) => find('email', email, how),
    findByJid: (jid, how) => find('jid', jid, how),
    isTaken,
    list,
    update: (id, change) =>
      update(id, ({ profile }) => (typeof change === 'function' ? change(profile) : change)),
    create,
    bytes: (id) => files.bytes(id),
  };
}

function plain(account: AccountFile): LoadedAccount {
  return account.kind === 'found' ? { kind: 'found', profile: account.profile } : account;
}

const claimsOf = (account: AccountFile): AccountClaims | null =>
  account.kind === 'found' ? account.profile : account.kind === 'damaged' ? account.damage.claims : null;

/** Nobody knows what this account goes by. */
const isUnknown = (account: AccountFile): boolean =>
  account.kind === 'damaged' && account.damage.claims === null;

const unreadable = ({ file, reason }: DamagedAccount): UnreadableError =>
  new UnreadableError({ kind: 'unreadable', file, code: reason });

function throwIfUnreadable(damage: DamagedAccount): void {
  if (damage.reason === 'unreadable') throw unreadable(damage);
}

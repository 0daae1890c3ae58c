import path from 'node:path';
import { isUserId } from '../user/user-id.ts';
import { profileDefaults, type UserProfile } from '../user/profile.ts';
import { openUserStore, type DamagedAccount, type UserStore } from '../user/user-store.ts';
import { watchDirectory, type DirectoryWatch } from '../base/watch-directory.ts';
import type { WikiUnit } from './wiki-unit.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** One `user_dir` with the wikis that use it, and what the tables need of its accounts without asking the disk. */
export interface AccountStore {
  /** Opaque id for the window: the position of the folder among the farm's, stable while the farm is open. */
  readonly id: string;
  readonly directory: string;
  readonly store: UserStore;
  readonly wikis: readonly WikiUnit[];
  readonly people: ReadonlyMap<string, UserProfile>;
  readonly damaged: readonly DamagedAccount[];
}

interface Entry extends Omit<AccountStore, 'wikis'> {
  readonly watch: DirectoryWatch;
  people: ReadonlyMap<string, UserProfile>;
  damaged: readonly DamagedAccount[];
  reading: Promise<void>;
}

/** The accounts of a farm: one store per `user_dir`, kept in step with the files. */
export class Accounts {
  private readonly entries = new Map<string, Entry>();
  private nextId = 1;

  constructor(
    private readonly nowSeconds: () => number,
    private readonly readOnly: boolean,
    private readonly onChange: (storeId: string) => void,
    private readonly onProblem: (message: Sentence) => void,
  ) {}

  /** Follows the user folders of these wikis; resolves when all accounts are known. */
  async follow(units: readonly WikiUnit[]): Promise<void> {
    const directories = new Set(units.flatMap((unit) => (unit.settings ? [userDirectory(unit)] : [])));
    for (const [directory, entry] of this.entries) {
      if (directories.has(directory)) continue;
      entry.watch.close();
      this.entries.delete(directory);
    }
    for (const unit of units) {
      const settings = unit.settings;
      if (!settings || this.entries.has(userDirectory(unit))) continue;
      const directory = userDirectory(unit);
      const store = openUserStore({
        directory,
        defaults: profileDefaults(settings),
        nowSeconds: this.nowSeconds,
        readOnly: this.readOnly,
      });
      const entry: Entry = {
        id: `accounts-${this.nextId++}`,
        directory,
        store,
        watch: watchDirectory(directory, {
          onNames: (names) => {
            if ([...names].some(isUserId)) this.reread(entry);
          },
          onUnknown: () => this.reread(entry),
        }),
        people: new Map(),
        damaged: [],
        reading: Promise.resolve(),
      };
      this.entries.set(directory, entry);
      this.reread(entry);
    }
    await Promise.all([...this.entries.values()].map((entry) => entry.reading));
  }

  stores(units: readonly WikiUnit[]): readonly AccountStore[] {
    return [...this.entries.values()].map((entry) => ({
      ...entry,
      wikis: units.filter((unit) => unit.settings && userDirectory(unit) === entry.directory),
    }));
  }

  /** The accounts of a wiki; null when its settings are not known. */
  of(unit: WikiUnit): Omit<AccountStore, 'wikis'> | null {
    return unit.settings ? (this.entries.get(userDirectory(unit)) ?? null) : null;
  }

  close(): void {
    for (const entry of this.entries.values()) entry.watch.close();
    this.entries.clear();
  }

  private reread(entry: Entry): void {
    entry.reading = entry.reading
      .then(async () => {
        const list = await entry.store.list();
        entry.people = new Map(list.profiles.map((profile) => [profile.id, profile]));
        for (const { file, message } of newDamages(entry.damaged, list.damaged))
          this.onProblem(sentence('users.damaged', { file, reason: message }));
        entry.damaged = list.damaged;
        this.onChange(entry.id);
      })
      .catch((error: unknown) =>
        this.onProblem(
          sentence('log.accountsUnreadable', { folder: entry.directory, reason: String(error) }),
        ),
      );
  }
}

/** Each trouble is told once, when it begins. */
const newDamages = (before: readonly DamagedAccount[], now: readonly DamagedAccount[]): DamagedAccount[] =>
  now.filter(({ id, reason }) => !before.some((known) => known.id === id && known.reason === reason));

const userDirectory = (unit: WikiUnit): string => path.resolve(unit.settings?.userDir ?? '');

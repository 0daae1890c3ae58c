/** What `@SIG@` and its like stand for (spec/storage.md §4). */
export interface VariableValues {
  /** Account name; empty for anonymous. */
  readonly userName: string;
  /** True when a page of that name is a plain wiki link (a CamelCase name needs no brackets). */
  readonly signature: string;
  /** Null: no account or no address. */
  readonly email: string | null;
  /** Seconds east of UTC from the person's preferences; 0 gives the stamp in UTC. */
  readonly utcOffsetSeconds: number;
  /** Entries of the page `<User>/MyDict`. */
  readonly dictionary: ReadonlyMap<string, string>;
}

import type { AccountClaims } from './profile.ts';

/** Which fields an account can be found by; all but the name without regard to case (spec/users.md §6). */
export type SearchField = 'name' | 'email' | 'jid';

const fields: readonly SearchField[] = ['name', 'email', 'jid'];

/** How a field's value is compared. */
export const searchKey = (field: SearchField, value: string): string =>
  field === 'name' ? value : value.toLowerCase();

/** Where accounts were last seen, by name, address and jabber id. A hint: hits are checked against the file. */
export class AccountIndex {
  readonly #ids = new Map<string, Set<string>>();
  readonly #keys = new Map<string, readonly string[]>();

  /** Replaces what is known of an account; null forgets it. */
  set(id: string, claims: AccountClaims | null): void {
    for (const key of this.#keys.get(id) ?? []) {
      const ids = this.#ids.get(key);
      ids?.delete(id);
      if (ids?.size === 0) this.#ids.delete(key);
    }
    this.#keys.delete(id);
    if (claims === null) return;
    const keys = fields.filter((field) => claims[field] !== '').map((field) => entry(field, claims[field]));
    this.#keys.set(id, keys);
    for (const key of keys) {
      const ids = this.#ids.get(key);
      if (ids === undefined) this.#ids.set(key, new Set([id]));
      else ids.add(id);
    }
  }

  /** Ids that had this value, sorted. */
  find(field: SearchField, value: string): readonly string[] {
    return [...(this.#ids.get(entry(field, value)) ?? [])].sort();
  }
}

const entry = (field: SearchField, value: string): string => `${field}:${searchKey(field, value)}`;

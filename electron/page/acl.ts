/** One parsed item of an ACL text: `[+|-]name[,name…]:[right[,right…]]` (spec/acl.md §2). */
export interface AclItem {
  readonly sign: '' | '+' | '-';
  readonly names: readonly string[];
  /** Only words that count as rights here. */
  readonly rights: readonly string[];
}

/** One name's answers in order of trying; a right that is missing leaves the question open. */
export interface AclEntry {
  readonly name: string;
  readonly rights: ReadonlyMap<string, boolean>;
}

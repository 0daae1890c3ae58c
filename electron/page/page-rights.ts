/** Who asks. */
export interface Visitor {
  /** Empty for anonymous. */
  readonly name: string;
  /** How the person logged in: `moin`, `given`, `http`, `setuid` …; null for anonymous. */
  readonly authMethod: string | null;
}

/** The rule that decided, for `croft may` and the window's explanation. */
export interface DecidingRule {
  readonly list: 'before' | 'page' | 'default' | 'after' | 'none';
  /** The page whose list decided (a parent with `acl_hierarchic`). */
  readonly page: string | null;
  /** The entry's name (`All`, `EditorGroup`, `Alice` …); null when no entry matched. */
  readonly entry: string | null;
}

export interface Decision {
  readonly allowed: boolean;
  readonly rule: DecidingRule;
}

export interface PageRights {
  /** The one function that decides (spec/acl.md). */
  may(visitor: Visitor, right: string, page: string): Decision;
}

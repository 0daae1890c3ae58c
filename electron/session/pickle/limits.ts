/** Our own limits for session files (spec/sessions.md §9.4); MoinMoin has none. */
export const limits = {
  fileBytes: 4 * 1024 * 1024,
  /** Containers inside each other. */
  depth: 100,
  /** Values, with shared ones counted each time they are used. */
  nodes: 100_000,
  /**
   * Bytes of strings, counted the same way: our writer has no memo, so a file that uses one long string a thousand times
   * would otherwise grow a thousandfold.
   */
  expandedBytes: 16 * 1024 * 1024,
  /** Bytes or decimal digits of one integer: converting between the two takes more than linear time. */
  integerLength: 20_000,
  /** Values on the reader's stack and in its memo while reading. */
  stack: 250_000,
} as const;

/** One line of an edit-log (spec/storage.md §6.1). */
export interface EditLogEntry {
  readonly timeMicroseconds: number;
  /** As written, normally eight digits; {@link revisionNumberOf} gives the number. */
  readonly revision: string;
  readonly action: string;
  readonly page: string;
  readonly address: string;
  readonly host: string;
  readonly userId: string;
  readonly extra: string;
  readonly comment: string;
}

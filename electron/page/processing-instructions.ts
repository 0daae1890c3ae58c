/** What the lines with `#` at the top of a page say (spec/storage.md §5). */
export interface ProcessingInstructions {
  /** Name of the parser: `wiki`, `creole`, `plain`, `xslt` … */
  readonly format: string;
  readonly formatArguments: string;
  /** Contents of all `#acl` lines in order; null without such a line. */
  readonly acl: readonly string[] | null;
  readonly language: string;
  /** Target as written, perhaps empty or with `#anchor`; null without the line. */
  readonly redirect: string | null;
  readonly refresh: { readonly seconds: number; readonly target: string } | null;
  readonly deprecated: boolean;
  /** Keys in lower case. */
  readonly pragmas: ReadonlyMap<string, string>;
  readonly openidUser: string | null;
  /** Every processing line as [word in lower case, rest], comments have the word `#`. */
  readonly lines: readonly (readonly [word: string, rest: string])[];
  /** The text below the processing lines. */
  readonly body: string;
}

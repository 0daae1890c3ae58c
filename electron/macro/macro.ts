import type { PageState } from '../markup/environment.ts';
import type { WikiView } from './wiki-view.ts';

/** What a macro may need besides its arguments. */
export const macroNeeds = ['time', 'session', 'user', 'pages', 'accounts', 'links'] as const;
export type MacroNeed = (typeof macroNeeds)[number];

/** What a macro answers: HTML, or text that is escaped before it is shown. A plain string is text. */
export type MacroOutput = string | { readonly html: string } | { readonly text: string };

/**
 * A macro, one of ours or of a farm's plugins (`.mjs`): `<<Name(arguments)>>` in a page.
 *
 * What `run` throws is shown in the page as `<<Name: execution failed [MESSAGE]>>`, never as a server error.
 */
export interface Macro {
  /** Case-sensitive. */
  readonly name: string;
  /**
   * What the answer is made of. With an empty list it is the same for ever and kept with the page; without a list, or with
   * any entry, the macro runs for every view (DECISIONS 18).
   */
  readonly needs?: readonly MacroNeed[];
  /** `args` is what stands between the parentheses as typed; null without parentheses. */
  run(args: string | null, context: MacroContext): MacroOutput | Promise<MacroOutput>;
}

/** What a macro may use: the visitor's view of the wiki and the state of the page that is being shown. */
export interface MacroContext extends WikiView {
  readonly page: PageState;
  /** Escapes text for HTML text and attributes. */
  readonly escape: (text: string) => string;
  /** Link to a page: existence class, rights and `links_when_viewed` are taken care of. Label is plain text. */
  readonly linkTo: (page: string, options?: LinkOptions) => Promise<string>;
}

export interface LinkOptions {
  /** Plain text; default the page name. */
  readonly label?: string;
  /** Ready HTML instead of a label. */
  readonly labelHtml?: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly anchor?: string;
  readonly attributes?: readonly (readonly [string, string])[];
}

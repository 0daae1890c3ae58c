import type { PageState } from '../markup/environment.ts';
import type { WikiView } from './wiki-view.ts';

/** What a macro's output depends on; a macro without the list, or with any entry, is never cached (DECISIONS 18). */
export type MacroDependency = 'time' | 'session' | 'user' | 'pages';

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
  readonly dependencies?: readonly MacroDependency[];
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

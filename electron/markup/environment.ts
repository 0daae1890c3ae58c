import type { CompiledPage } from './compile.ts';
import type { BlockLanguage } from './tree.ts';

/** What the markup room asks of its surroundings. All plain values and functions, handed in by the wiki room. */

/** Fixed for a wiki (until its configuration or interwiki table changes): may be compiled into fragments. */
export interface MarkupSettings {
  /** `bang_meta`: `!WikiName` is not a link. */
  readonly bangMeta: boolean;
  /** As a MoinMoin without optional libraries: some syntaxes are shown as their source, unknown ones without a note. */
  readonly strict: boolean;
  readonly defaultMarkup: string;
  readonly showSectionNumbers: boolean;
  readonly languageDefault: string;
  /** Path in front of page names in URLs: empty or `/wiki1`, no slash at the end. */
  readonly scriptRoot: string;
  /** Static files: e.g. `/moin_static1911`, no slash at the end. */
  readonly staticPrefix: string;
  readonly theme: string;
  /** The wiki's own interwiki name; null: none. */
  readonly interwikiName: string | null;
  /** URL prefix of a wiki of the interwiki table; null: not in it. Own name and `Self` need not be known here. */
  readonly interwiki: (wiki: string) => string | null;
}

/** What rendering needs to know of the visitor's profile. */
export interface MarkupViewer {
  readonly showComments: boolean;
  readonly showNonexistentAsQuestionMark: boolean;
  readonly showTopBottom: boolean;
}

/** What a macro gets of the page that is being filled. */
export interface PageState {
  /** Page whose text is being shown (the included one inside includes). */
  readonly pageName: string;
  /** Prefix of all ids inside an included page, e.g. `NAME.`; empty on the page itself. */
  readonly idPrefix: string;
  /** Names of the pages from the outermost to this one, for the recursion check. */
  readonly includeStack: readonly string[];
  /** Language of the content around. */
  readonly language: string;
  /** Language that `<<de>>` gave to the blocks around the macro that runs now; links carry it. */
  readonly blockLanguage: BlockLanguage | null;
  /** Makes an id unique in the finished page (`-1`, `-2`…) and prefixes it. */
  uniqueId(id: string): string;
  /** Enters a heading that a macro prints in the table of contents; returns its id, made unique, and its section number. */
  enterHeading(heading: { readonly level: number; readonly text: string; readonly id: string }): {
    readonly id: string;
    readonly number: string;
  };
  /** Records a shown page link (`links_when_viewed`). */
  linked(page: string): void;
  /** Renders other text in this page's place: same ids, footnotes and headings. Inline: no paragraph around a single line. */
  render(text: string, options?: NestedRender): Promise<string>;
  /** Fills another page (compiled with an id prefix of its own) in this one's place. */
  fillIncluded(compiled: CompiledPage): Promise<string>;
  /** HTML that stands here once the whole page is known (table of contents, footnotes at the end). */
  defer(resolve: (page: FinishedPage) => string): string;
  /** HTML added after the last line of the page. */
  atEnd(resolve: () => Promise<string>): void;
  /** State that macros of one finished page share, by the macro's name. */
  shared<T>(key: string, create: () => T): T;
}

export interface NestedRender {
  /** Parser; default wiki. */
  readonly format?: string;
  readonly formatArgs?: string;
  /** Text of one line without a paragraph around it. */
  readonly inline?: boolean;
  /** False: no line anchors, for text that does not come from the page. */
  readonly lineAnchors?: boolean;
}

/** A heading of the finished page, includes too, in order. */
export interface FinishedHeading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
  /** False above the level that section numbers begin with: not in the table of contents. */
  readonly isListed: boolean;
}
export interface FinishedPage {
  readonly headings: readonly FinishedHeading[];
}

export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** One request's view of the wiki. Every function answers for this visitor. */
export interface RenderEnvironment {
  readonly viewer: MarkupViewer;
  /** Query values of the request (first of each name). */
  readonly query: ReadonlyMap<string, string>;
  /** Where the request's `highlight` expression matches in a text; null: nothing to highlight. */
  readonly highlight: ((text: string) => Iterable<TextSpan>) | null;
  /** Whether the page exists and is not deleted; reading rights play no part (spec/markup.md §5.1). */
  pageExists(page: string): boolean | Promise<boolean>;
  attachmentExists(page: string, file: string): boolean | Promise<boolean>;
  /** Bytes of an attachment; null if it is missing or may not be read. */
  readAttachment(page: string, file: string): Promise<Uint8Array | null>;
  /** A sentence of the program in this visitor's language; unknown ones come back as they are. */
  translate(english: string): string;
  /** Edit ticket for a link that leads to a form, e.g. upload of a missing attachment. */
  ticket(page: string, action: string): string;
  /** HTML of a macro; never throws, unknown names give the "cannot load" form. */
  runMacro(name: string, args: string | null, source: string | null, page: PageState): Promise<string>;
}

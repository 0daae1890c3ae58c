/**
 * The tree of a page: what every syntax is parsed to and everything else is read from.
 *
 * Table of contents, links, categories, outline, search snippets and HTML come from here, never from text or
 * HTML again. The tree is well formed by construction: what the markup leaves open is closed where a browser
 * would close it (spec/markup.md §4.1).
 */

/** Attributes of an element, already checked against the allowed names; values are plain text (not escaped). */
export type Attributes = readonly (readonly [name: string, value: string])[];

/** Direction and language that `<<de>>` gives to the blocks after it (spec/markup.md §12). */
export interface BlockLanguage {
  readonly dir: 'ltr' | 'rtl';
  readonly lang: string;
}

interface BlockBase {
  readonly language?: BlockLanguage | undefined;
}

/** Where the server opened a paragraph; user style sheets may address it (spec/markup.md §1). */
export type ParagraphClass = 'line862' | 'line867' | 'line874' | 'line891';

export interface Paragraph extends BlockBase {
  readonly kind: 'paragraph';
  /** null: a paragraph without class (creole). */
  readonly lineClass: ParagraphClass | null;
  readonly children: TreeNode[];
}

export interface Heading extends BlockBase {
  readonly kind: 'heading';
  readonly level: number;
  /** Plain text, trimmed. */
  readonly text: string;
  /** Id made from the text (spec/markup.md §10); uniqueness and page prefix are added when the page is filled. null: no id (creole). */
  readonly id: string | null;
  /** Formats that were left open above and that a browser continues inside. */
  readonly openFormats: readonly FormatName[];
  /** False inside `{{{#!wiki` sections: the table of contents leaves those out. */
  readonly inContents: boolean;
  /** Source line of the stored page, from 1; 0 where the syntax does not count lines. */
  readonly line: number;
}

export interface Rule extends BlockBase {
  readonly kind: 'rule';
  /** 0 for four dashes, 1-6 for five to ten and more. */
  readonly weight: number;
}

export interface List extends BlockBase {
  readonly kind: 'list';
  readonly tag: 'ul' | 'ol' | 'dl';
  /** `type` of an ordered list. */
  readonly numbering: '1' | 'a' | 'A' | 'i' | 'I' | null;
  readonly start: number | null;
  readonly children: TreeNode[];
}

export interface ListItem extends BlockBase {
  readonly kind: 'item';
  readonly tag: 'li' | 'dt' | 'dd';
  readonly bulletless: boolean;
  readonly gap: boolean;
  readonly children: TreeNode[];
}

export interface Table extends BlockBase {
  readonly kind: 'table';
  /** Filled by the first cell of the first row, as are the messages about its attributes, shown before the table. */
  readonly attributes: (readonly [name: string, value: string])[];
  readonly messages: TableMessage[];
  readonly children: TreeNode[];
}

/** What is wrong with a table's attributes, in the formats that are open around the table. */
export interface TableMessage {
  readonly text: string;
  readonly openFormats: readonly FormatName[];
}

export interface TableRow extends BlockBase {
  readonly kind: 'row';
  readonly attributes: Attributes;
  readonly children: TreeNode[];
}

export interface TableCell extends BlockBase {
  readonly kind: 'cell';
  readonly tag: 'td' | 'th';
  readonly attributes: Attributes;
  readonly children: TreeNode[];
}

/** `<pre>`: plain text with a line anchor before each line. */
export interface Preformatted extends BlockBase {
  readonly kind: 'preformatted';
  readonly openFormats: readonly FormatName[];
  readonly lines: readonly string[];
  /** Number of the first line for the line anchors, which start at 1 in any case; null: no line anchors (creole). */
  readonly firstLine: number | null;
  /** Shown above, e.g. that the parser does not exist here. */
  readonly note?: readonly TreeNode[] | undefined;
}

/** One piece of a highlighted line; `token` is one of the short classes of spec/markup.md §9. */
export interface CodeToken {
  readonly token: string | null;
  readonly text: string;
}

export interface CodeArea extends BlockBase {
  readonly kind: 'code';
  readonly languageName: string;
  /** False: shown as text below a message that the language is not known. */
  readonly known: boolean;
  readonly lines: readonly (readonly CodeToken[])[];
  readonly numbers: 'on' | 'off' | 'none';
  readonly start: number;
  readonly step: number;
  /** Number of the first line for the line anchors. */
  readonly firstLine: number;
  /** SHA-1 of the content in hexadecimal; base of the ids. */
  readonly hash: string;
}

/** `{{{#!wiki class` section, `#format wiki class` body. */
export interface Section extends BlockBase {
  readonly kind: 'section';
  readonly classes: readonly string[];
  /** Hidden unless the visitor shows comments. */
  readonly comment: boolean;
  readonly children: TreeNode[];
}

/** A CSV table: its rows depend on the request (autofilter), so it is decided when the page is filled. */
export interface DataTable extends BlockBase {
  readonly kind: 'data-table';
  /** Prefix of ids and field names: `dbw.` or `dbw.NAME.` (spec/markup.md §8.2). */
  readonly prefix: string;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly (readonly string[])[];
}

export interface DataColumn {
  /** Number in the class names; keeps counting hidden columns. */
  readonly index: number;
  readonly title: string;
  readonly autofilter: boolean;
  /** Cells are `URL text`. */
  readonly link: boolean;
}

/** HTML that a sanitizer let through, balanced (`#format html`, Markdown, reStructuredText). */
export interface SafeHtml {
  readonly kind: 'html';
  readonly html: string;
}

export type FormatName = 'em' | 'strong' | 'small' | 'big' | 'underline' | 'strike' | 'comment';

export interface Text {
  readonly kind: 'text';
  readonly text: string;
}
/** `&name;` and numeric entities, passed on as typed. */
export interface Entity {
  readonly kind: 'entity';
  readonly source: string;
}
export interface Format {
  readonly kind: 'format';
  readonly format: FormatName;
  readonly children: TreeNode[];
}
/** Inline code, superscript, subscript: raw text inside one element. */
export interface RawInline {
  readonly kind: 'raw';
  readonly tag: 'tt' | 'backtick' | 'sup' | 'sub';
  readonly text: string;
  /** True: blanks are shown as no-break spaces. */
  readonly keepBlanks: boolean;
}
export interface Smiley {
  readonly kind: 'smiley';
  readonly code: string;
}
/** `<<de(text)>>`: text in another language. */
export interface LanguageText {
  readonly kind: 'language-text';
  readonly language: BlockLanguage;
  readonly text: string;
}
export interface LineBreak {
  readonly kind: 'break';
}
export interface LineAnchor {
  readonly kind: 'line-anchor';
  readonly line: number;
}
/** `{{#name}}` of creole. */
export interface NamedAnchor {
  readonly kind: 'anchor';
  readonly id: string;
}

/** What a link shows: plain text, or one transclusion. */
export type LinkLabel = TreeNode[];

export interface PageLink {
  readonly kind: 'page-link';
  /** Absolute name. */
  readonly page: string;
  /** As typed, without `#`; null without. */
  readonly anchor: string | null;
  readonly query: readonly (readonly [string, string])[];
  readonly attributes: Attributes;
  readonly label: LinkLabel;
  /** False for `Self:` links: they don't enter the link index (spec/markup.md §13). */
  readonly indexed: boolean;
}
export interface InterwikiLink {
  readonly kind: 'interwiki-link';
  readonly wiki: string;
  /** Null: the interwiki map leads where no link may lead (`mayBeLink`); the label stays, as text. */
  readonly href: string | null;
  readonly attributes: Attributes;
  readonly label: LinkLabel;
}
export interface UrlLink {
  readonly kind: 'url-link';
  readonly href: string;
  readonly attributes: Attributes;
  readonly label: LinkLabel;
}
export interface AttachmentLink {
  readonly kind: 'attachment-link';
  readonly page: string;
  readonly file: string;
  readonly query: readonly (readonly [string, string])[];
  readonly attributes: Attributes;
  /** null: no text was given, the file part as typed is shown. */
  readonly label: LinkLabel | null;
  readonly typed: string;
}
/** External image. */
export interface UrlImage {
  readonly kind: 'url-image';
  readonly src: string;
  readonly attributes: Attributes;
  /** True: no class of its own (creole). */
  readonly plain?: boolean;
}
/** `{{attachment:…}}`: image, text, object or upload link, decided by type and existence. */
export interface AttachmentEmbed {
  readonly kind: 'attachment-embed';
  readonly page: string;
  readonly file: string;
  readonly typed: string;
  /** null: none given. */
  readonly description: string | null;
  readonly query: readonly (readonly [string, string])[];
  readonly attributes: Attributes;
  /** What stands for a missing picture: the paper clip, or a link (creole). */
  readonly whenMissing: 'icon' | 'link';
}
/** `drawing:name` as link or transclusion. */
export interface Drawing {
  readonly kind: 'drawing';
  readonly page: string;
  readonly name: string;
  readonly typed: string;
  readonly description: string | null;
  readonly attributes: Attributes;
}
/** `{{Page}}`: the page in an `<object>`. */
export interface PageEmbed {
  readonly kind: 'page-embed';
  readonly href: string;
  readonly text: string;
  readonly attributes: Attributes;
}
export interface MacroCall {
  readonly kind: 'macro';
  readonly name: string;
  /** null: no parentheses. */
  readonly args: string | null;
  /** As typed, for the form that unknown macros are shown in; null: a message takes their place (creole). */
  readonly source: string | null;
  /** Language of the blocks around, where it is not that of the page. */
  readonly language?: BlockLanguage;
}
/** A sentence of the program, shown in the visitor's language: in English, with the values of its `{name}` places. */
export interface Sentence {
  readonly kind: 'sentence';
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}
/** What is wrong with the markup beside it. */
export interface MarkupMessage {
  readonly kind: 'message';
  readonly text: string;
}

export type TreeNode =
  | Paragraph
  | Heading
  | Rule
  | List
  | ListItem
  | Table
  | TableRow
  | TableCell
  | Preformatted
  | CodeArea
  | Section
  | DataTable
  | SafeHtml
  | Text
  | Entity
  | Format
  | RawInline
  | Smiley
  | LanguageText
  | LineBreak
  | LineAnchor
  | NamedAnchor
  | PageLink
  | InterwikiLink
  | UrlLink
  | AttachmentLink
  | UrlImage
  | AttachmentEmbed
  | Drawing
  | PageEmbed
  | MacroCall
  | Sentence
  | MarkupMessage;

/** Nodes with children of their own. */
export type ParentNode = Extract<TreeNode, { readonly children: TreeNode[] }>;

export interface Tree {
  readonly children: readonly TreeNode[];
}

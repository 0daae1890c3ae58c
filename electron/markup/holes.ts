import type {
  AttachmentEmbed,
  AttachmentLink,
  DataTable,
  Drawing,
  Heading,
  MacroCall,
  PageLink,
  Sentence,
} from './tree.ts';

/** A place in compiled HTML that is decided when the page is filled: by existence, visitor, request or macros. */
export type Hole =
  | {
      readonly kind: 'page-link';
      readonly link: PageLink;
      /** Escaped. */
      readonly href: string;
      readonly label: Fragments;
    }
  | { readonly kind: 'attachment-link'; readonly link: AttachmentLink; readonly label: Fragments }
  | { readonly kind: 'attachment-embed'; readonly embed: AttachmentEmbed }
  | { readonly kind: 'drawing'; readonly drawing: Drawing }
  | { readonly kind: 'macro'; readonly call: MacroCall }
  /** Inside the heading's element: enters it in the table of contents and gives the links to top and bottom and the section number. */
  | { readonly kind: 'heading'; readonly heading: Heading; readonly id: string }
  | { readonly kind: 'sentence'; readonly sentence: Sentence }
  | { readonly kind: 'data-table'; readonly table: DataTable; readonly id: string }
  /** `style` of a comment: `display:none`, or shown for visitors who want comments. */
  | { readonly kind: 'comment-style' };

export type Fragments = readonly (string | Hole)[];

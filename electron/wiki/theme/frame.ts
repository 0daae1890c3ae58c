import type { Html } from '../html.ts';
import type { Texts } from '../texts/texts.ts';

/** Classes of message blocks that user style sheets know (spec/actions.md §2.2). */
export type MessageClass = 'info' | 'warning' | 'error' | 'dialog' | 'status' | 'hint';

/** One message above the page. `kind` is our own word for what it says; it stands in the HTML as `data-message`. */
export interface Message {
  readonly kind: string;
  readonly class: MessageClass;
  readonly body: Html;
  /** The status of an answer with this message, when the server itself stood in the way. */
  readonly status?: number;
}

export interface LinkItem {
  readonly label: string;
  readonly href: string;
  readonly class?: string | undefined;
  readonly title?: string | undefined;
}

export interface HeadLink {
  readonly rel: string;
  readonly href: string;
  readonly type?: string;
  readonly title?: string;
  readonly media?: string;
}

export interface StyleSheet {
  readonly href: string;
  readonly media: string;
}

export interface MenuEntry {
  readonly action: string;
  readonly label: string;
  readonly enabled: boolean;
}

/** `ul.editbar`: what one may do with this page. */
export interface EditBar {
  readonly pageUrl: string;
  /** Null: the page can't be edited; the bar says so. */
  readonly editUrl: string | null;
  readonly showsEdit: boolean;
  readonly editClass: string | null;
  readonly showsComments: boolean;
  readonly links: readonly (LinkItem & { readonly class: string })[];
  readonly menu: readonly MenuEntry[] | null;
  /** Old revision on show; the menu's actions are about it. */
  readonly revision: number | null;
}

export interface UserLink extends LinkItem {
  readonly id: 'login' | 'userhome' | 'userprefs' | 'logout';
}

export interface NavigationEntry extends LinkItem {
  readonly kind: 'wikilink' | 'userlink' | 'sisterwiki' | null;
  readonly isCurrent: boolean;
}

/** The visitor acts as somebody else: always visible, names both, one click returns. */
export interface ActingAs {
  readonly realName: string;
  readonly targetName: string;
  readonly returnUrl: string;
}

/** Everything around the content of a themed page; made by `page-frame.ts`, drawn by `render-frame.ts`. */
export interface PageFrame {
  readonly texts: Texts;
  readonly direction: 'ltr' | 'rtl';

  readonly documentTitle: string;
  readonly meta: readonly (readonly [name: string, content: string])[];
  readonly styleSheets: readonly StyleSheet[];
  readonly scripts: readonly string[];
  readonly iconUrl: string;
  readonly headLinks: readonly HeadLink[];
  /** `html_head` of the configuration. */
  readonly extraHead: Html;
  readonly bodyClass: string | null;

  readonly pageUrl: string;
  readonly search: { readonly value: string };
  readonly logo: { readonly href: string; readonly content: Html };
  readonly userLinks: readonly UserLink[];
  readonly actingAs: ActingAs | null;
  readonly location: Html;
  /** Null: not shown to this visitor. */
  readonly trail: readonly LinkItem[] | null;
  readonly navigation: readonly NavigationEntry[];
  readonly messages: readonly Message[];
  readonly header: { readonly before: Html; readonly after: Html };

  readonly editBar: EditBar | null;

  readonly content: PageContent;
  readonly pageInfo: Html | null;
  readonly footer: { readonly before: Html; readonly after: Html };
  readonly credits: readonly Html[];
  readonly version: string | null;
}

export interface PageContent {
  readonly html: Html;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

import type { WikiSettings } from '../config/wiki-settings.ts';
import type { Session } from '../session/session.ts';
import type { LoginForm } from '../user/login.ts';
import type { UserProfile } from '../user/profile.ts';
import { isSuperuser } from '../user/superuser.ts';
import { formatDate } from '../../shared/python/strftime.ts';
import { rightsVisitor, userOf, type Identity, type LoggedIn } from './identity.ts';
import { pageUrl, type QueryValues } from './links.ts';
import type { Parameters } from './parameters.ts';
import type { WikiEvent, WikiRequest } from './request.ts';
import type { Texts } from './texts/texts.ts';
import type { Message } from './theme/frame.ts';
import type { WikiState } from './wiki-state.ts';

/** Everything about one request that the steps of the pipeline agree on; made once, never changed. */
export interface RequestContext {
  readonly request: WikiRequest;
  readonly parameters: Parameters;
  readonly state: WikiState;
  readonly settings: WikiSettings;
  readonly nowSeconds: number;
  readonly session: Session;
  readonly identity: Identity;
  readonly texts: Texts;
  /** Name of the page that the address names; the front page when it names none. */
  readonly pageName: string;
  /** As asked for; `show` by default. */
  readonly action: string;
  /** Actions that this wiki knows and does not exclude. */
  readonly actionNames: readonly string[];
  /** What login and logout have to say; shown above whatever page is answered. */
  readonly notices: readonly Message[];
  readonly isSpider: boolean;
  readonly log: (event: WikiEvent) => void;
  /** What leads to this wiki from outside (`WikiParts.address`). */
  readonly address: string | null;
  /** Name and password that came by another way than the login form; null: refused. */
  readonly logIn: (form: LoginForm) => Promise<LoggedIn | null>;
  /** A ticket for a form that this person may send to that page and action within ten hours. */
  readonly ticket: (page: string, action: string) => string;
}

/** The same request with another person, e.g. right after a switch. */
export const withIdentity = (context: RequestContext, identity: Identity): RequestContext => ({
  ...context,
  identity,
});

export const currentUser = (context: RequestContext): UserProfile | null => userOf(context.identity);

/** Whether this person may; throws `UnreadableError` (503) where the rule, or a group that it names, can't be read. */
export const may = (context: RequestContext, right: string, page: string = context.pageName): boolean =>
  context.state.rights.may(rightsVisitor(context.identity), right, page).allowed;

/** For a page among many, which a trouble with its file or a group's hides from everybody. */
export const maySee = (context: RequestContext, page: string, right = 'read'): boolean =>
  context.state.pages.besides(() => may(context, right, page), false);

/** Superuser is asked of the person who counts: while switched that is the target (spec/sessions.md §12.3). */
export const isSuperuserHere = (context: RequestContext): boolean =>
  isSuperuser(currentUser(context), context.request.remoteAddress, context.settings);

export const urlOf = (context: RequestContext, page: string, query?: QueryValues, anchor?: string): string =>
  pageUrl(context.request.scriptRoot, page, query, anchor);

/** Address of this page. */
export const hereUrl = (context: RequestContext, query?: QueryValues): string =>
  urlOf(context, context.pageName, query);

/** Query of a link that changes something: with a ticket, except in strict compatibility (DECISIONS 15). */
export const changeQuery = (
  { settings, ticket }: RequestContext,
  page: string,
  action: string,
): Readonly<Record<string, string>> =>
  settings.compatibility === 'strict' ? { action } : { action, ticket: ticket(page, action) };

/** With scheme and host, as `Location` wants it. */
export const absoluteUrl = (context: RequestContext, url: string): string =>
  `${context.request.scheme}://${context.request.host}${url}`;

/** For the log, where something would have to be mailed. */
export const noAddress =
  'No address leads to this wiki: its patterns fit none. Set one in the window or with croft mount.';

export const staticUrl = (context: RequestContext, file: string): string =>
  `${context.settings.urlPrefixStatic}/${file}`;

/** Date and time as this reader wants them. */
export function formatDateTime(context: RequestContext, seconds: number): string {
  const user = currentUser(context);
  const format =
    user?.datetimeFormat === undefined || user.datetimeFormat === ''
      ? context.settings.datetimeFmt
      : user.datetimeFormat;
  return formatDate(format, seconds, zoneOffset(context));
}

export function formatDay(context: RequestContext, seconds: number): string {
  const user = currentUser(context);
  const format =
    user?.dateFormat === undefined || user.dateFormat === '' ? context.settings.dateFmt : user.dateFormat;
  return formatDate(format, seconds, zoneOffset(context));
}

export const zoneOffset = (context: RequestContext): number =>
  currentUser(context)?.tzOffsetSeconds ?? context.settings.tzOffsetHours * 3600;

import type { Author } from '../page/page-types.ts';
import { parseDictionaryPage } from '../page/dictionary-page.ts';
import type { VariableValues } from '../page/variables.ts';
import { currentUser, may, type RequestContext } from './context.ts';

/** Who changes pages in this request; while switched that is the target (spec/sessions.md §12.3). */
export function authorOf(context: RequestContext): Author {
  const address = context.settings.logRemoteAddr ? context.request.remoteAddress : '';
  return {
    userId: currentUser(context)?.id ?? '',
    address,
    host: address,
    may: (right, page) => may(context, right, page),
  };
}

/** What `@SIG@` and its like stand for; null on template pages, where they stay for whoever uses the template. */
export function variablesFor(
  context: RequestContext,
  page: string = context.pageName,
): VariableValues | null {
  const { state, request } = context;
  if (state.isTemplate(page)) return null;
  const user = currentUser(context);
  return {
    userName: user?.name ?? '',
    signature: user === null ? request.remoteAddress : signatureOf(context, user.name),
    isLoggedIn: user !== null,
    email: user?.email ?? '',
    utcOffsetSeconds: user?.tzOffsetSeconds ?? 0,
    dictionary: user === null ? new Map() : ownWords(context, `${user.name}/MyDict`),
  };
}

/** The person's own variables; the page counts only if they may read it. */
function ownWords(context: RequestContext, name: string): ReadonlyMap<string, string> {
  const found = context.state.findDictionary(name);
  if (found?.kind === 'configured') return found.entries;
  const text =
    found !== null && may(context, 'read', name) ? context.state.pages.read(name)?.text : undefined;
  return parseDictionaryPage(text ?? '');
}

/** Two or more capitalised runs, as in `BobExample`: such a name is a link by itself. */
const wikiName = /^\p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+)+$/u;

/** Markup for the home page: a bare wiki name, else a bracketed link, with the wiki's name if it lies elsewhere. */
function signatureOf({ settings }: RequestContext, name: string): string {
  const { userHomewiki, interwikiname } = settings;
  const here = userHomewiki === 'Self' || userHomewiki === interwikiname;
  if (!here) return `[[${userHomewiki}:${name}]]`;
  return wikiName.test(name) ? name : `[[${name}]]`;
}

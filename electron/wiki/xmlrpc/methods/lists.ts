import * as z from 'zod/mini';
import { revisionNumberOf, type EditLogEntry } from '../../../page/edit-log.ts';
import { pageOfFolder } from '../../../page/page-name.ts';
import { isSystemPageName } from '../../../page/system-page-names.ts';
import { maySee, type RequestContext } from '../../context.ts';
import { accountOfEditor } from '../../editor-name.ts';
import { noLogEntry, rpcMethod, textIn, textOut, type RpcConversation, type RpcMethod } from '../method.ts';
import { RpcDate, RpcFault, struct, type RpcValue } from '../value.ts';
import { readableText } from './reading.ts';

const isSystemPage = ({ state, settings }: RequestContext, page: string): boolean =>
  isSystemPageName(page, settings.compatibility) || state.isTemplate(page);

/** Clients say yes as `true` or as 1. */
const flag = (missing: boolean) =>
  z._default(
    z.pipe(
      z.union([z.boolean(), z.number()]),
      z.transform((given: boolean | number) => Boolean(given)),
    ),
    missing,
  );
const listOptions = z.pipe(
  z.pipe(
    z.map(z.string(), z.unknown()),
    z.transform((members) => Object.fromEntries(members)),
  ),
  z.object({
    include_system: flag(true),
    include_underlay: flag(true),
    include_revno: flag(false),
    include_deleted: flag(false),
    exclude_non_writable: flag(false),
    mark_deleted: flag(false),
    prefix: z._default(z.string(), ''),
    pagelist: z.nullish(z.array(z.string())),
  }),
);
type ListOptions = z.output<typeof listOptions>;

function listPages(rpc: RpcConversation, options: ListOptions): RpcValue {
  const { context } = rpc;
  const { pages } = context.state;
  const prefix = textIn(rpc, options.prefix);
  const wanted = !options.pagelist ? null : new Set(options.pagelist.map((one) => textIn(rpc, one)));
  const everything = options.include_deleted ? withDeleted(context) : pages.names();
  return everything
    .filter((name) => prefix === '' || (name.startsWith(prefix) && name !== prefix))
    .filter((name) => wanted === null || wanted.has(name))
    .filter((name) => options.include_system || !isSystemPage(context, name))
    .filter((name) => options.include_underlay || pages.besides(() => pages.layerOf(name), null) === 'data')
    .filter((name) => maySee(context, name))
    .filter((name) => !options.exclude_non_writable || maySee(context, name, 'write'))
    .flatMap<RpcValue>((name) => {
      if (!options.include_revno) return [textOut(rpc, name)];
      const state = pages.besides(() => pages.page(name), null);
      if (state === null) return [];
      const revision = state.current ?? 0;
      return [[textOut(rpc, name), options.mark_deleted && !state.exists ? -revision : revision]];
    });
}

/** Pages, and names that have a number but no text any more. */
const withDeleted = ({ state: { pages } }: RequestContext): readonly string[] => [
  ...new Set([
    ...pages.names(),
    ...pages
      .folderNames()
      .map(pageOfFolder)
      .filter((name) => name !== null && pages.besides(() => pages.page(name).current, null) !== null)
      .filter((name) => name !== null),
  ]),
];

/** Names of editors for log lines; one look at each account. */
async function editorOf(rpc: RpcConversation, entry: EditLogEntry): Promise<string | null> {
  if (entry.userId === '') return null;
  const account = await accountOfEditor(rpc.context, entry.userId);
  return account === null || account.name === '' ? null : account.name;
}

/** Where nobody was logged in the host or address stands, unless the wiki hides those. */
const placeOf = (rpc: RpcConversation, { host, address }: EditLogEntry): string =>
  rpc.context.settings.showHosts ? (host === '' ? address : host) : '';

/** Log lines since a moment, newest first, attachments too. */
async function recentChanges(rpc: RpcConversation, since: RpcDate): Promise<RpcValue> {
  const { context } = rpc;
  const found: RpcValue[] = [];
  for (const entry of context.state.pages.changes()) {
    if (entry.timeMicroseconds / 1e6 < since.seconds) break;
    if (!maySee(context, entry.page)) continue;
    found.push(
      struct({
        name: textOut(rpc, entry.page),
        lastModified: new RpcDate(entry.timeMicroseconds / 1e6),
        author: textOut(rpc, (await editorOf(rpc, entry)) ?? placeOf(rpc, entry)),
        version: revisionNumberOf(entry) ?? 0,
      }),
    );
  }
  return found;
}

async function pageInfo(rpc: RpcConversation, page: string, revision: number): Promise<RpcValue | RpcFault> {
  const stored = readableText(rpc, page, revision);
  if (stored instanceof RpcFault) return stored;
  const { state, settings } = rpc.context;
  const entry = state.pages.revisionInfo(page, stored.revision);
  if (entry === null) return noLogEntry;
  const editor = await editorOf(rpc, entry);
  const home = settings.userHomewiki === settings.interwikiname ? 'Self' : settings.userHomewiki;
  return struct({
    name: textOut(rpc, page),
    lastModified: new RpcDate(entry.timeMicroseconds / 1e6),
    author: textOut(rpc, editor === null ? placeOf(rpc, entry) : `${home}:${editor}`),
    version: stored.revision,
  });
}

export const listMethods: readonly RpcMethod[] = [
  rpcMethod('getAllPages', z.tuple([]), (rpc) => listPages(rpc, listOptions.parse(new Map()))),
  rpcMethod('getAllPagesEx', z.tuple([z.optional(listOptions)]), (rpc, options) =>
    listPages(rpc, options ?? listOptions.parse(new Map())),
  ),
  rpcMethod('getRecentChanges', z.tuple([z.instanceof(RpcDate)]), recentChanges),
  rpcMethod('getPageInfo', z.tuple([z.string()]), (rpc, page) => pageInfo(rpc, textIn(rpc, page), 0)),
  rpcMethod('getPageInfoVersion', z.tuple([z.string(), z.int().check(z.minimum(0))]), (rpc, page, revision) =>
    pageInfo(rpc, textIn(rpc, page), revision),
  ),
];

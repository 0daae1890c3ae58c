import * as z from 'zod/mini';
import type { PageText } from '../../../page/page-types.ts';
import { parseProcessingInstructions } from '../../../page/processing-instructions.ts';
import { splitLines } from '../../../page/python-text.ts';
import { compilePage } from '../../../markup/compile.ts';
import { safeId } from '../../../markup/ids.ts';
import { renderPage } from '../../../macro/render-page.ts';
import { attributes, html, trustedHtml } from '../../html.ts';
import { linksOf, makeView } from '../../view.ts';
import {
  longTextOut,
  noSuchPage,
  readingFault,
  rpcMethod,
  textIn,
  textOut,
  type RpcConversation,
  type RpcMethod,
} from '../method.ts';
import { RpcFault, struct, type RpcValue } from '../value.ts';

const name = z.tuple([z.string()]);
/** Revision 0 is the current one. */
const nameAndRevision = z.tuple([z.string(), z.int().check(z.minimum(0))]);

/** The text of a revision that this caller may read. */
export function readableText(rpc: RpcConversation, page: string, revision: number): PageText | RpcFault {
  const { pages } = rpc.context.state;
  const fault = readingFault(rpc, page);
  if (fault !== null) return fault;
  const stored = revision > 0 ? pages.read(page, revision) : pages.exists(page) ? pages.read(page) : null;
  return stored ?? noSuchPage;
}

/** Every Unicode line boundary arrives as LF; the last line keeps its end or its lack of one. */
function plainText(rpc: RpcConversation, page: string, revision: number): RpcValue | RpcFault {
  const stored = readableText(rpc, page, revision);
  if (stored instanceof RpcFault) return stored;
  const { text } = stored;
  const lines = splitLines(text);
  const end = splitLines(`${text}x`).length > lines.length ? '\n' : '';
  return longTextOut(rpc, lines.join('\n') + end);
}

/** The content element; ids begin with the page's name, since a client may show several pages in one document. */
async function pageHtml(rpc: RpcConversation, page: string, revision: number): Promise<RpcValue | RpcFault> {
  const stored = readableText(rpc, page, revision);
  if (stored instanceof RpcFault) return stored;
  const { context } = rpc;
  const settings = context.state.markupSettings(context.request.scriptRoot);
  const idPrefix = `${safeId(page)}.`;
  const compiled = compilePage({ text: stored.text, pageName: page, settings, idPrefix });
  const view = makeView({ ...context, pageName: page }, settings);
  const rendered = await renderPage(compiled, view, context.state.macros);
  // The markup and macro rooms escape what they put into HTML.
  const inside = trustedHtml(rendered.html);
  const element = html`<div${attributes({ dir: compiled.direction, id: `${idPrefix}content`, lang: compiled.language })}><span class="anchor" id="${idPrefix}top"></span>
${inside}<span class="anchor" id="${idPrefix}bottom"></span></div>`;
  return longTextOut(rpc, element.text);
}

function links(rpc: RpcConversation, page: string): RpcValue | RpcFault {
  const stored = readableText(rpc, page, 0);
  if (stored instanceof RpcFault) return stored;
  const { context } = rpc;
  return linksOf(context, page).map((target) => struct({ name: textOut(rpc, target), type: 0 }));
}

const notExisting = new RpcFault('NOT_EXIST', 'There is no such page or instruction.');

/** One value of the lines with `#` at the top of a page. */
function instruction(rpc: RpcConversation, page: string, revision: number, key: string): RpcValue | RpcFault {
  const fault = readingFault(rpc, page);
  if (fault !== null) return fault;
  const stored = readableText(rpc, page, revision);
  if (stored instanceof RpcFault) return notExisting;
  const read = parseProcessingInstructions(stored.text, rpc.context.settings);
  const values: Readonly<Record<string, RpcValue>> = {
    format: read.format,
    formatargs: read.formatArguments,
    language: read.language,
    redirect: read.redirect,
    deprecated: read.deprecated ? true : null,
    acl: read.acl === null ? null : read.acl.join(' '),
    'openid.user': read.openidUser,
  };
  const value = Object.hasOwn(values, key) ? (values[key] ?? null) : null;
  if (value === null) return notExisting;
  return typeof value === 'string' ? textOut(rpc, value) : value;
}

export const readingMethods: readonly RpcMethod[] = [
  rpcMethod('getPage', name, (rpc, page) => plainText(rpc, textIn(rpc, page), 0)),
  rpcMethod('getPageVersion', nameAndRevision, (rpc, page, revision) =>
    plainText(rpc, textIn(rpc, page), revision),
  ),
  rpcMethod('getPageHTML', name, (rpc, page) => pageHtml(rpc, textIn(rpc, page), 0)),
  rpcMethod('getPageHTMLVersion', nameAndRevision, (rpc, page, revision) =>
    pageHtml(rpc, textIn(rpc, page), revision),
  ),
  rpcMethod('listLinks', name, (rpc, page) => links(rpc, textIn(rpc, page))),
  rpcMethod('getProcessingInstruction', z.tuple([z.string(), z.string()]), (rpc, page, key) =>
    instruction(rpc, textIn(rpc, page), 0, key),
  ),
  rpcMethod(
    'getProcessingInstructionVersion',
    z.tuple([z.string(), z.int().check(z.minimum(0)), z.string()]),
    (rpc, page, revision, key) => instruction(rpc, textIn(rpc, page), revision, key),
  ),
];

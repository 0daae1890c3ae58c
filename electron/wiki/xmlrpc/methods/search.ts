import * as z from 'zod/mini';
import { contextOf } from '../../../page/search/context.ts';
import type { SearchHit } from '../../../page/search/search.ts';
import { absoluteUrl, maySee, urlOf } from '../../context.ts';
import { escapeHtml } from '../../html.ts';
import { rpcMethod, textIn, textOut, type RpcConversation, type RpcMethod } from '../method.ts';
import { RpcDate, RpcFault, type RpcValue } from '../value.ts';

interface Wanted {
  readonly needle: string;
  readonly titles: boolean;
  readonly caseSensitive: boolean;
  readonly order: 'name' | 'weight';
  readonly modifiedSinceSeconds?: number;
}

async function find(rpc: RpcConversation, wanted: Wanted): Promise<readonly SearchHit[] | RpcFault> {
  const { context } = rpc;
  const { search } = context.state;
  const options = { titleSearch: wanted.titles, caseSensitive: wanted.caseSensitive };
  const query = wanted.needle.trim() === '' ? null : search.parse(wanted.needle, options);
  if (query === null) return new RpcFault(1, 'Your search query is invalid.');
  const { hits } = await search.search(query, {
    order: wanted.order,
    mayRead: (page) => maySee(context, page),
    timeLimitMs: 20_000,
    ...(wanted.modifiedSinceSeconds === undefined
      ? {}
      : { modifiedSinceSeconds: wanted.modifiedSinceSeconds }),
  });
  return hits;
}

const textOfHit = ({ context }: RpcConversation, { page }: SearchHit): string =>
  context.state.pages.besides(() => context.state.pages.read(page), null)?.text ?? '';

const htmlContextCharacters = 180;

function htmlContext(rpc: RpcConversation, hit: SearchHit): string {
  const { pieces, isExcerpt } = contextOf(textOfHit(rpc, hit), hit.matches, htmlContextCharacters);
  const inside = pieces
    .map(({ text, marked }) => (marked ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text)))
    .join('');
  return isExcerpt ? `...${inside}...<br>\n` : inside.trim();
}

/** Contexts as plain text, with stars around what matched. */
function plainContexts(rpc: RpcConversation, hits: readonly SearchHit[], length: number): readonly string[] {
  // MoinMoin's text writer keeps what follows the last line feed and puts it in front of the next page's words.
  const isStrict = rpc.context.settings.compatibility === 'strict';
  let kept = '';
  return hits.map((hit) => {
    const { pieces, isExcerpt } = contextOf(textOfHit(rpc, hit), hit.matches, length);
    const inside = pieces.map(({ text, marked }) => (marked ? `*${text}*` : text)).join('');
    const whole = kept + (isExcerpt ? `...${inside}...\n` : inside);
    const end = isStrict ? whole.lastIndexOf('\n') + 1 : whole.length;
    kept = whole.slice(end);
    const shown = whole.slice(0, end);
    return isExcerpt ? shown : shown.trim();
  });
}

const yesOrNo = z.pipe(
  z.nullish(z.union([z.boolean(), z.number()])),
  z.transform((given: boolean | number | null | undefined) => Boolean(given)),
);
const moment = z.pipe(
  z.nullish(z.union([z.number(), z.instanceof(RpcDate)])),
  z.transform((given) => (given instanceof RpcDate ? given.seconds : (given ?? undefined))),
);

export const searchMethods: readonly RpcMethod[] = [
  rpcMethod('searchPages', z.tuple([z.string()]), async (rpc, needle): Promise<RpcValue | RpcFault> => {
    const hits = await find(rpc, {
      needle: textIn(rpc, needle),
      titles: false,
      caseSensitive: false,
      order: 'weight',
    });
    if (hits instanceof RpcFault) return hits;
    return hits.map((hit) => [textOut(rpc, hit.page), textOut(rpc, htmlContext(rpc, hit))]);
  }),
  rpcMethod(
    'searchPagesEx',
    // The last one, whether the query is an expression, changes nothing: every term is tried as one (§8.1).
    z.tuple([z.string(), z.string(), z.int().check(z.minimum(0), z.maximum(2000)), yesOrNo, moment, yesOrNo]),
    async (rpc, needle, kind, length, caseSensitive, since): Promise<RpcValue | RpcFault> => {
      const hits = await find(rpc, {
        needle: textIn(rpc, needle),
        titles: kind === 'title',
        caseSensitive,
        order: 'name',
        ...(since === undefined ? {} : { modifiedSinceSeconds: since }),
      });
      if (hits instanceof RpcFault) return hits;
      const contexts = plainContexts(rpc, hits, length);
      return hits.map(({ page }, index) => [
        textOut(rpc, page),
        textOut(rpc, contexts[index] ?? ''),
        absoluteUrl(rpc.context, urlOf(rpc.context, page)),
      ]);
    },
  ),
];

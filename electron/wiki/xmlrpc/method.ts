import type * as z from 'zod/mini';
import type { PageRefusal } from '../../page/page-types.ts';
import { refusalMessage } from '../action/edit/save-problem.ts';
import { may, type RequestContext } from '../context.ts';
import { percentDecode } from '../../../shared/names/percent.ts';
import { RpcFault, type RpcValue } from './value.ts';

/** One request's calls: what a login or a token changes for those that follow in the same `system.multicall`. */
export interface RpcConversation {
  readonly version: 1 | 2;
  /** Whose name and rights count right now. */
  context: RequestContext;
  /** Lines for the answer, after a login. */
  readonly setCookie: string[];
  loginsLeft: number;
}

export interface RpcMethod {
  /** As the client calls it; dots count as underscores. */
  readonly name: string;
  run(rpc: RpcConversation, params: readonly RpcValue[]): Promise<RpcValue | RpcFault>;
}

/** A method whose parameters fit the schema (a tuple) before `run` sees them. */
export function rpcMethod<S extends z.ZodMiniType<readonly unknown[]>>(
  name: string,
  parameters: S,
  run: (rpc: RpcConversation, ...params: z.output<S>) => RpcValue | RpcFault | Promise<RpcValue | RpcFault>,
): RpcMethod {
  return {
    name,
    async run(rpc, params) {
      const parsed = parameters.safeParse(params);
      if (!parsed.success) return new RpcFault(1, `Wrong arguments for ${name}.`);
      return run(rpc, ...parsed.data);
    },
  };
}

/** Version 1 has ASCII only: texts are URL-quoted UTF-8. Nothing else about a text differs. */
export const textIn = ({ version }: RpcConversation, text: string): string =>
  version === 1 ? percentDecode(text) : text;

export const textOut = ({ version }: RpcConversation, text: string): string =>
  version === 1
    ? encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'))
        .replaceAll('%2F', '/')
        .replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    : text;

/** Page texts and HTML: whole and unquoted in version 2, as bytes in version 1. */
export const longTextOut = ({ version }: RpcConversation, text: string): RpcValue =>
  version === 1 ? Buffer.from(text, 'utf8') : text;

export const mayNotRead = new RpcFault(1, 'You are not allowed to read this page.');
export const noSuchPage = new RpcFault(1, 'No such page was found.');
export const noLogEntry = new RpcFault(1, 'No log entry was found.');
export const mayNotEdit = new RpcFault(1, 'You are not allowed to edit this page');
export const invalidName = new RpcFault('INVALID', 'Page names must not be empty.');

/** What stands in the way of reading this page; null: nothing. */
export const readingFault = ({ context }: RpcConversation, page: string): RpcFault | null =>
  may(context, 'read', page) ? null : mayNotRead;

/** The sentence the editor would show, as plain text. */
export function refusalFault(
  { context }: RpcConversation,
  refusal: PageRefusal,
  code: number | string = 1,
): RpcFault {
  if (refusal.kind === 'AccessDenied')
    return mayNotEdit.code === code ? mayNotEdit : new RpcFault(code, mayNotEdit.text);
  const { text } = refusalMessage(context, refusal).body;
  const plain = text
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? '');
  return new RpcFault(code, plain);
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

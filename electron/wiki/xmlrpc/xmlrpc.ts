import type { Answer } from '../answer.ts';
import { withIdentity, type RequestContext } from '../context.ts';
import { anonymous } from '../identity.ts';
import { parseQuery, readBody } from '../parameters.ts';
import type { WikiRequest } from '../request.ts';
import { dispatch } from './dispatch.ts';
import { readMethodCall } from './method-call.ts';
import type { RpcConversation } from './method.ts';
import { RpcFault, type RpcValue } from './value.ts';
import { writeResponse } from './write-response.ts';

/** Of the call as sent; attachments travel inside it as base64. */
const largestCallBytes = 32 * 1024 * 1024;
/** Every one computes a slow hash. */
const mostLogins = 3;

/** `POST ?action=xmlrpc` is version 1, `xmlrpc2` version 2; null for every other request (spec/actions.md §11). */
export function rpcVersionOf({ method, query }: WikiRequest): 1 | 2 | null {
  if (method !== 'POST') return null;
  const action = parseQuery(query).find(([name]) => name === 'action')?.[1];
  return action === 'xmlrpc' ? 1 : action === 'xmlrpc2' ? 2 : null;
}

/**
 * Answers a method call. The cookie's session is neither used nor touched: without a token every call is a visitor's,
 * unless the wiki says otherwise (`xmlrpc_overwrite_user = False`).
 */
export async function answerXmlRpc(context: RequestContext, version: 1 | 2): Promise<Answer> {
  const rpc: RpcConversation = {
    version,
    context: trustsCookie(context) ? context : withIdentity(context, anonymous),
    setCookie: [],
    loginsLeft: mostLogins,
  };
  const body = writeResponse(await outcomeOf(rpc));
  return {
    status: 200,
    headers: [
      ['Content-Type', 'text/xml'],
      ['Cache-Control', 'no-store'],
      ...rpc.setCookie.map((line) => ['Set-Cookie', line] as const),
    ],
    body,
    endsSession: 'leave',
  };
}

async function outcomeOf(rpc: RpcConversation): Promise<RpcValue | RpcFault> {
  const { settings, request } = rpc.context;
  // One word for both versions, as in the reference.
  if (settings.actionsExcluded.includes('xmlrpc'))
    return new RpcFault(1, 'This wiki does not allow xmlrpc method calls.');
  const bytes = await readBody(request.body, largestCallBytes);
  if (bytes === null) return new RpcFault(1, 'The call is larger than this wiki takes.');
  const call = readMethodCall(bytes);
  if (call === null) return new RpcFault(1, 'The request is no XML-RPC method call.');
  return dispatch(rpc, call.method, call.params);
}

/** A foreign page can make a browser post a form with its cookies, but not with this type. */
const trustsCookie = ({ settings, request }: RequestContext): boolean =>
  !settings.xmlrpcOverwriteUser &&
  /^(?:text|application)\/xml\b/i.test(request.headers['content-type'] ?? '');

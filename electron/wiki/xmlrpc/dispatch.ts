import { UnreadableError } from '../../base/disk-reading.ts';
import type { RpcConversation, RpcMethod } from './method.ts';
import { accountMethods } from './methods/accounts.ts';
import { attachmentMethods } from './methods/attachments.ts';
import { listMethods } from './methods/lists.ts';
import { readingMethods } from './methods/reading.ts';
import { searchMethods } from './methods/search.ts';
import { writingMethods } from './methods/writing.ts';
import { isStruct, RpcFault, type RpcValue } from './value.ts';
import { faultStruct } from './write-response.ts';

const methods: ReadonlyMap<string, RpcMethod> = new Map(
  [
    ...readingMethods,
    ...listMethods,
    ...searchMethods,
    ...writingMethods,
    ...attachmentMethods,
    ...accountMethods,
  ].map((method) => [method.name, method]),
);

const mostCalls = 1000;

/** Runs one call. A defect is logged and becomes a fault without any of its words. */
export async function dispatch(
  rpc: RpcConversation,
  method: string,
  params: readonly RpcValue[],
): Promise<RpcValue | RpcFault> {
  if (method.replaceAll('.', '_') === 'system_multicall') return multicall(rpc, params);
  return single(rpc, method, params);
}

async function single(
  rpc: RpcConversation,
  name: string,
  params: readonly RpcValue[],
): Promise<RpcValue | RpcFault> {
  const method = methods.get(name.replaceAll('.', '_'));
  if (method === undefined) return new RpcFault(1, `No such method: ${name}.`);
  try {
    return await method.run(rpc, params);
  } catch (error) {
    if (error instanceof UnreadableError) {
      rpc.context.log({
        kind: 'problem',
        what: `XML-RPC ${method.name} was not carried out: ${error.message}`,
      });
      return new RpcFault(1, rpc.context.texts.text('error.unreadable'));
    }
    rpc.context.log({ kind: 'defect', error, path: `${rpc.context.request.path} (XML-RPC ${method.name})` });
    return new RpcFault(1, 'Something went wrong in the wiki; its log has the details.');
  }
}

/** Calls one after the other; what a token or login changes holds for the rest. */
async function multicall(rpc: RpcConversation, params: readonly RpcValue[]): Promise<RpcValue | RpcFault> {
  const [list, ...others] = params;
  if (!Array.isArray(list) || others.length > 0) return wrongMulticall;
  if (list.length > mostCalls) return new RpcFault(1, `At most ${mostCalls} calls at once.`);
  const results: RpcValue[] = [];
  for (const entry of list as readonly RpcValue[]) {
    const call = isStruct(entry) ? { name: entry.get('methodName'), params: entry.get('params') } : null;
    if (call === null || typeof call.name !== 'string' || !Array.isArray(call.params)) return wrongMulticall;
    const outcome = await single(rpc, call.name, call.params as readonly RpcValue[]);
    results.push(outcome instanceof RpcFault ? faultStruct(outcome) : [outcome]);
  }
  return results;
}

const wrongMulticall = new RpcFault(1, 'Wrong arguments for system.multicall.');

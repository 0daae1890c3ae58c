/** What XML-RPC can say, as plain values. */
export type RpcValue =
  null | boolean | number | string | Uint8Array | RpcDate | readonly RpcValue[] | RpcStruct;

export type RpcStruct = ReadonlyMap<string, RpcValue>;

/** `dateTime.iso8601` without a zone; here always UTC. */
export class RpcDate {
  constructor(readonly seconds: number) {}
}

/**
 * A refusal. Codes should be integers; some are texts (`INVALID`, `NOT_EXIST`) because the clients that exist look for
 * them (spec/actions.md §11). The text is one sentence, never a trace.
 */
export class RpcFault {
  constructor(
    readonly code: number | string,
    readonly text: string,
  ) {}
}

export const struct = (members: Readonly<Record<string, RpcValue>>): RpcStruct =>
  new Map(Object.entries(members));

export const isStruct = (value: RpcValue): value is RpcStruct => value instanceof Map;

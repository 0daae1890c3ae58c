import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type {
  CroftBridge,
  EventName,
  EventPayload,
  RequestArguments,
  RequestName,
  RequestValue,
} from '../../shared/contract.ts';
import type { AppError } from '../../shared/result.ts';
import { english } from '../../shared/texts/english.ts';
import { useBridge } from './bridge-context.tsx';

/** A failed answer on its way through the cache, which knows only exceptions. */
export class RequestError extends Error {
  constructor(readonly error: AppError) {
    super(english(error.message));
  }
}

/** The cache of answers: kept until an event says that they are out of date. */
export function makeAnswerCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, gcTime: 5 * 60_000, retry: false, refetchOnWindowFocus: false },
    },
  });
}

export const answerKey = <K extends RequestName>(name: K, args: readonly unknown[]) =>
  [name, ...args] as const;

export async function valueOf<K extends RequestName>(
  bridge: CroftBridge,
  name: K,
  args: RequestArguments<K>,
): Promise<RequestValue<K>> {
  const result = await bridge.request(name, ...args);
  if (!result.ok) throw new RequestError(result.error);
  return result.value;
}

export type Answer<K extends RequestName> = UseQueryResult<RequestValue<K>, RequestError>;

/** The answer to a request, asked once and kept fresh by events (keep-fresh.ts). */
export function useAnswer<K extends RequestName>(
  name: K,
  args: RequestArguments<K>,
  options: { readonly enabled?: boolean; readonly keepPrevious?: boolean } = {},
): Answer<K> {
  const bridge = useBridge();
  return useQuery<RequestValue<K>, RequestError>({
    queryKey: answerKey(name, args),
    queryFn: () => valueOf(bridge, name, args),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  } as Parameters<typeof useQuery<RequestValue<K>, RequestError>>[0]);
}

/** Listens while the component is shown. */
export function useBridgeEvent<K extends EventName>(
  name: K,
  listener: (payload: EventPayload<K>) => void,
): void {
  const bridge = useBridge();
  const hear = useEffectEvent(listener);
  useEffect(() => bridge.on(name, (payload) => hear(payload)), [bridge, name]);
}

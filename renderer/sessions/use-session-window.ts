import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { SessionFilter, SessionSort } from '../../shared/contract/session.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useBridgeEvent } from '../data/use-answer.ts';
import { SessionWindow, type SessionSnapshot } from './session-window.ts';

export interface LiveSessions {
  readonly window: SessionWindow;
  readonly snapshot: SessionSnapshot;
}

/** The live table of one farm under one filter and order. */
export function useSessionWindow(farmId: string, filter: SessionFilter, sort: SessionSort): LiveSessions {
  const bridge = useBridge();
  const key = JSON.stringify([filter, sort]);
  const window = useMemo(
    () => new SessionWindow((query) => bridge.request('session:range', farmId, query), filter, sort),
    // The filter and the order count by their content.
    // oxlint-disable-next-line react/exhaustive-deps
    [bridge, farmId, key],
  );
  useEffect(() => {
    window.open();
    return () => window.close();
  }, [window]);
  useBridgeEvent('session:changed', (delta) => {
    if (delta.farmId === farmId) window.hear(delta);
  });
  return { window, snapshot: useSyncExternalStore(window.subscribe, window.snapshot) };
}

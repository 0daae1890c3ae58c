import { createContext, use, type ReactNode } from 'react';
import type { CroftBridge } from '../../shared/contract.ts';

const BridgeContext = createContext<CroftBridge | null>(null);

export function BridgeProvider(props: { readonly bridge: CroftBridge; readonly children: ReactNode }) {
  return <BridgeContext value={props.bridge}>{props.children}</BridgeContext>;
}

export function useBridge(): CroftBridge {
  const bridge = use(BridgeContext);
  if (bridge === null) throw new Error('useBridge outside of BridgeProvider');
  return bridge;
}

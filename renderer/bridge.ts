import type { CroftBridge } from '../shared/contract.ts';
import { connectWebSocket } from './data/websocket-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload on the desktop. */
    readonly croft?: CroftBridge;
  }
}

/** The preload's bridge on the desktop, a WebSocket to where the page came from otherwise. */
export async function connect(): Promise<CroftBridge> {
  return window.croft ?? (await connectWebSocket(window.location));
}

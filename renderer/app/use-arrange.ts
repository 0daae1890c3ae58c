import { useBridge } from '../data/bridge-context.tsx';
import { useToasts } from '../ui/toasts.tsx';
import type { Arrangement } from './farm-order.ts';

/** Puts the sidebar into a new order; answers whether it was taken. Null = there is nothing to move. */
export function useArrange(): (arrangement: Arrangement | null) => Promise<boolean> {
  const bridge = useBridge();
  const toasts = useToasts();
  return async (arrangement) => {
    if (arrangement === null) return false;
    const result = await bridge.request('farm:arrange', [...arrangement]);
    if (!result.ok) toasts.fail(result.error);
    return result.ok;
  };
}

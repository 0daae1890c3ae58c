import { useCallback } from 'react';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { useToasts } from '../ui/toasts.tsx';

export interface AppliedEdits {
  readonly undo: string;
  readonly count: number;
}

/** Writes back what the files held before the last apply. */
export function useUndoEdits(farmId: string): (applied: AppliedEdits) => Promise<void> {
  const bridge = useBridge();
  const toasts = useToasts();
  const text = useText();
  return useCallback(
    async (applied) => {
      const result = await bridge.request('option:undo', farmId, applied.undo);
      if (result.ok) toasts.show({ text: text('options.undone', { count: applied.count }) });
      else toasts.fail(result.error);
    },
    [bridge, farmId, text, toasts],
  );
}

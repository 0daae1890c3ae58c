import { useCallback } from 'react';
import type { EndReport, SessionFilter } from '../../shared/contract/session.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { useToasts } from '../ui/toasts.tsx';
import type { SelectedSessions } from './selection.ts';

/** Tells how many sessions were ended, with the way back. */
export function useEndedToast(): (farmId: string, report: EndReport) => void {
  const bridge = useBridge();
  const toasts = useToasts();
  const text = useText();
  return useCallback(
    (farmId, report) => {
      const { undo, failed } = report;
      if (failed[0] !== undefined) toasts.fail(failed[0].error);
      if (report.ended === 0 && failed.length > 0) return;
      const takeBack = async (token: string): Promise<void> => {
        const result = await bridge.request('session:undoEnd', farmId, token);
        if (result.ok) toasts.show({ text: text('sessions.restored', { count: result.value.restored }) });
        else toasts.fail(result.error);
      };
      toasts.show({
        text: text('sessions.ended', { count: report.ended }),
        ...(undo === null
          ? {}
          : { action: { text: text('common.undo'), onPress: () => void takeBack(undo) } }),
      });
    },
    [bridge, toasts, text],
  );
}

export type EndSessions = (selected: SelectedSessions, filter: SessionFilter) => Promise<void>;

/** Ends at once and offers to take it back, instead of asking before. */
export function useEndSessions(farmId: string): EndSessions {
  const bridge = useBridge();
  const toasts = useToasts();
  const tell = useEndedToast();
  return useCallback(
    async (selected, filter) => {
      if (selected.kind === 'all-matching') {
        const started = await bridge.request('session:endMatching', farmId, filter);
        if (!started.ok) toasts.fail(started.error);
        return;
      }
      const ids = [...selected.ids];
      if (ids.length === 0) return;
      const result = await bridge.request('session:end', farmId, ids);
      if (result.ok) tell(farmId, result.value);
      else toasts.fail(result.error);
    },
    [bridge, farmId, tell, toasts],
  );
}

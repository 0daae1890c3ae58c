import { useQueryClient } from '@tanstack/react-query';
import type { Settings } from '../../shared/contract/app.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';

/** Changes some settings at once; answers what went wrong, null = nothing. */
export function useChangeSettings(): (part: Partial<Settings>) => Promise<AppError | null> {
  const bridge = useBridge();
  const cache = useQueryClient();
  return async (part) => {
    const result = await bridge.request('settings:set', part);
    if (!result.ok) return result.error;
    cache.setQueryData(['settings:get'], result.value);
    return null;
  };
}

import { useCallback } from 'react';
import type { IdentityWish } from '../../shared/contract/identity.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useToasts } from '../ui/toasts.tsx';

/** True when it was opened. */
export type OpenIdentity = (wikiId: string, wish: IdentityWish) => Promise<boolean>;

/** Opens an identity window; headless the wiki gets a single-use code by POST in a new tab. */
export function useOpenIdentity(farmId: string, onError?: (error: AppError) => void): OpenIdentity {
  const bridge = useBridge();
  const toasts = useToasts();
  return useCallback(
    async (wikiId, wish) => {
      const result = await bridge.request('identity:open', farmId, wikiId, wish);
      if (!result.ok) (onError ?? toasts.fail)(result.error);
      else if (result.value.kind === 'handoff') postCode(result.value.action, result.value.code);
      return result.ok;
    },
    [bridge, farmId, onError, toasts],
  );
}

/** By POST, so that the code stands in no address, history or log. */
function postCode(action: string, code: string): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  form.target = '_blank';
  form.hidden = true;
  const field = document.createElement('input');
  field.name = 'code';
  field.value = code;
  form.append(field);
  document.body.append(form);
  form.submit();
  form.remove();
}

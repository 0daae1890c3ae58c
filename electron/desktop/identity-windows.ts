import type { WebContents } from 'electron';
import { inBackground, tellAll } from '../base/guard.ts';
import type { IdentityPlan, IdentityWindows } from '../api/desktop-port.ts';
import type { Identity, IdentityView } from '../../shared/contract/identity.ts';
import { fail, ok } from '../../shared/result.ts';
import { isHeldTo, typedAddress } from './identity-rules.ts';
import { IdentityWindow } from './identity-window.ts';
import { sentence } from '../../shared/texts/sentence.ts';
import type { DesktopTexts } from './texts/texts.ts';

export interface DesktopIdentityWindows extends IdentityWindows {
  /** The bars, which hear events like the main window. */
  bars(): readonly WebContents[];
  /** The language changed. */
  renewMenus(): void;
  closeAll(): Promise<void>;
}

/** Keeps the identity windows that are open. */
export function identityWindows(parts: {
  readonly preload: string;
  readonly icon: string;
  readonly words: () => DesktopTexts;
}): DesktopIdentityWindows {
  const open = new Map<string, IdentityWindow>();
  const changedListeners = new Set<(view: IdentityView) => void>();
  const closedListeners = new Set<(identity: Identity) => void>();

  const tellChanged = async (id: string): Promise<void> => {
    const view = await open.get(id)?.view();
    // The window may have gone while its cookies were read.
    if (view === undefined || !open.has(id)) return;
    tellAll('identity window: a change', changedListeners, view);
  };
  const tellClosed = (identity: Identity): void => {
    if (!open.delete(identity.id)) return;
    tellAll('identity window: its end', closedListeners, identity);
  };

  return {
    async open(plan: IdentityPlan) {
      const { identity } = plan;
      const window = await IdentityWindow.open(plan, {
        ...parts,
        onOpened: (opened) => open.set(identity.id, opened),
        onChanged: () => inBackground('identity window: a change', () => tellChanged(identity.id)),
        onClosed: () => tellClosed(identity),
      });
      window.focus();
    },
    list: () => [...open.values()].map(({ plan }) => plan.identity),
    view: async (id) => (await open.get(id)?.view()) ?? null,
    focus(id) {
      open.get(id)?.focus();
      return open.has(id);
    },
    close: async (id) => await open.get(id)?.close(),
    async navigate(id, where) {
      const window = open.get(id);
      if (window === undefined) return fail({ code: 'not-found', message: sentence('identity.closed') });
      if (where.kind !== 'address') {
        window.go(where.kind);
        return ok(null);
      }
      const address = typedAddress(where.address);
      if (address === null || !isHeldTo(window.plan.hosts, address))
        return fail({
          code: 'forbidden',
          message: sentence('identity.outside', { address: where.address }),
          hint: sentence('identity.goesTo.hint', { hosts: window.plan.hosts }),
        });
      window.navigate(address);
      return ok(null);
    },
    resizeBar(id, height) {
      open.get(id)?.resizeBar(height);
      return open.has(id);
    },
    onClosed(listener) {
      closedListeners.add(listener);
      return () => closedListeners.delete(listener);
    },
    onChanged(listener) {
      changedListeners.add(listener);
      return () => changedListeners.delete(listener);
    },
    bars: () => [...open.values()].map(({ bar }) => bar.webContents),
    renewMenus: () => {
      for (const window of open.values()) window.renewMenu();
    },
    async closeAll() {
      await Promise.all([...open.values()].map((window) => window.close()));
    },
  };
}

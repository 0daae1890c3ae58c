import { randomBytes } from 'node:crypto';
import { inBackground } from '../../base/guard.ts';
import { fail, ok } from '../../../shared/result.ts';
import { hostOnly, type PreparedIdentity } from '../host-only.ts';
import type { Identity } from '../../../shared/contract/identity.ts';
import type { AppContext, AppHandlers } from './context.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

type IdentityRequests =
  | 'identity:open'
  | 'identity:list'
  | 'identity:focus'
  | 'identity:return'
  | 'identity:show'
  | 'identity:navigate'
  | 'identity:openExternally'
  | 'identity:resizeBar';

const noWindow = fail({ code: 'not-found' as const, message: sentence('identity.closed') });

/** Windows and jars are the desktop's, sessions the farm host's: this joins the two. */
export function identityHandlers(context: AppContext): AppHandlers<IdentityRequests> {
  const windows = context.desktop?.identityWindows ?? null;
  /** Headless: sessions that were handed to a browser. */
  const handedOff = new Map<string, Identity>();

  windows?.onClosed((identity) => {
    inBackground('identities: ending one', () =>
      context.farms.request(identity.farmId, hostOnly.end, [identity.farmId, identity.id]),
    );
    context.emit('identity:closed', { farmId: identity.farmId, identityId: identity.id });
  });
  windows?.onChanged((view) => context.emit('identity:changed', view));

  return {
    'identity:open': async (farmId, wikiId, wish) => {
      if (wish.kind !== 'visitor' && context.farms.known(farmId)?.switchingAllowed === false)
        return fail({
          code: 'forbidden',
          message: sentence('identity.forbidden'),
          hint: sentence('identity.forbidden.hint'),
        });
      const prepared = await context.farms.request(farmId, hostOnly.begin, [
        farmId,
        wikiId,
        wish,
        windows === null,
      ]);
      if (!prepared.ok) return prepared;
      // From our own host process, not from the page.
      const { identity, plan, handoff } = prepared.value as PreparedIdentity;
      if (windows) {
        await windows.open(plan);
        context.emit('identity:opened', identity);
        return ok({ kind: 'window', identity });
      }
      handedOff.set(identity.id, identity);
      context.emit('identity:opened', identity);
      return ok({
        kind: 'handoff',
        identity,
        // A visitor has no session to hand over: the page just opens the address.
        action: handoff?.action ?? plan.url,
        code: handoff?.code ?? randomBytes(16).toString('hex'),
      });
    },
    'identity:list': async (farmId) => {
      const all = windows ? windows.list() : [...handedOff.values()];
      return ok(all.filter((identity) => identity.farmId === farmId));
    },
    'identity:focus': async (identityId) => (windows?.focus(identityId) ? ok(null) : noWindow),
    'identity:return': async (identityId) => {
      if (windows) {
        await windows.close(identityId);
        return ok(null);
      }
      const identity = handedOff.get(identityId);
      if (!identity) return noWindow;
      handedOff.delete(identityId);
      const ended = await context.farms.request(identity.farmId, hostOnly.end, [identity.farmId, identityId]);
      context.emit('identity:closed', { farmId: identity.farmId, identityId });
      return ended.ok ? ok(null) : ended;
    },
    'identity:show': async (identityId) => {
      const view = (await windows?.view(identityId)) ?? null;
      return view ? ok(view) : noWindow;
    },
    'identity:navigate': async (identityId, where) =>
      windows ? windows.navigate(identityId, where) : noWindow,
    'identity:openExternally': async (identityId) => {
      const view = await windows?.view(identityId);
      if (!view || !context.desktop) return noWindow;
      const opened = await context.desktop.openExternally(view.address);
      return opened ? ok(null) : fail({ code: 'unsupported', message: sentence('identity.noBrowser') });
    },
    'identity:resizeBar': async (identityId, height) =>
      windows?.resizeBar(identityId, height) ? ok(null) : noWindow,
  };
}

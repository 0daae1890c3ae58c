import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import type { WikiSettings } from '../../config/wiki-settings.ts';
import type { AccountStore } from '../../farm/accounts.ts';
import { nowSeconds, type FarmContext, type Handlers } from './context.ts';

/** A wiki of the accounts that can be reached by an address, through which a password can be chosen anew. */
interface RecoveringWiki {
  readonly settings: WikiSettings;
  /** Scheme, host and mount, without a slash at its end. */
  readonly baseUrl: string;
}

const recoveringWikis = (store: AccountStore): readonly RecoveringWiki[] =>
  store.wikis.flatMap(({ settings, model }) =>
    settings === null || model.address === null
      ? []
      : [{ settings, baseUrl: model.address.url.replace(/\/$/, '') }],
  );

/** Whether a recovery link could be mailed to an account of these with that address. */
export const canMailLinks = (store: AccountStore, email: string): boolean =>
  email !== '' && recoveringWikis(store).some(({ settings }) => settings.mail !== null);

/** Links with which somebody who forgot the password chooses a new one: mailed, or shown to whoever runs the farm. */
export function recoveryHandlers(
  context: FarmContext,
  forChange: (storeId: string) => Result<{ readonly store: AccountStore }>,
): Handlers<'user:recover'> {
  return {
    'user:recover': async (_farmId, storeId, userId, how) => {
      const target = forChange(storeId);
      if (!target.ok) return target;
      const { store } = target.value;
      const account = await store.store.byId(userId);
      if (account === null) return fail(goneAccount);
      if (account.disabled)
        return fail({
          code: 'bad-argument',
          message: sentence('recovery.disabled', { name: account.name }),
          hint: sentence('recovery.disabled.hint'),
        });
      const wiki = chooseWiki(store, how);
      if (!wiki.ok) return wiki;
      const { settings, baseUrl } = wiki.value;
      // Loaded when somebody asks: mails are worded as the wikis' pages are.
      const { mailRecoveryLink, makeRecoveryLink } = await import('../../wiki/recovery-mail.ts');
      const { openMailer } = await import('../../mail/open-mailer.ts');
      const tools = { users: store.store, settings };
      const now = nowSeconds(context);
      const link = await makeRecoveryLink(tools, account, baseUrl, now);
      if (link === null) return fail(goneAccount);
      const endsAt = now + settings.recoveryTokenLifetimeHours * 3600;
      const mailer = openMailer(settings, { mayRunPrograms: context.host.options.trusted });
      if (how === 'show' || mailer === null) return ok({ kind: 'link', link, endsAt });
      const sent = await mailRecoveryLink(mailer, tools, account, link);
      return sent.ok
        ? ok({ kind: 'mailed', address: account.email, endsAt })
        : fail({
            code: 'mail-not-sent',
            message: sentence('recovery.notSent', { address: account.email, reason: sent.error.reason }),
            hint: sentence('recovery.notSent.hint'),
          });
    },
  };
}

const goneAccount: AppError = { code: 'not-found', message: sentence('recovery.gone') };

function chooseWiki(store: AccountStore, how: 'mail' | 'show'): Result<RecoveringWiki> {
  const wikis = recoveringWikis(store);
  const mailing = wikis.find(({ settings }) => settings.mail !== null);
  const chosen = mailing ?? (how === 'show' ? wikis[0] : undefined);
  if (chosen !== undefined) return ok(chosen);
  return wikis.length === 0
    ? fail({
        code: 'config-invalid',
        message: sentence('recovery.noAddress'),
        hint: sentence('recovery.noAddress.hint'),
      })
    : fail({
        code: 'unsupported',
        message: sentence('recovery.noMail'),
        hint: sentence('recovery.noMail.hint'),
      });
}

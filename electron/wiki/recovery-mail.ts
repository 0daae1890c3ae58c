import type { Mailer } from '../mail/mailer.ts';
import { startRecovery } from '../user/recovery.ts';
import type { UserProfile } from '../user/profile.ts';
import { pageUrl } from './links.ts';
import { chooseLanguage, textsFor } from './texts/texts.ts';
import type { WikiState } from './wiki-state.ts';

/** Where the bearer of a token chooses a new password: a page of the wiki at `baseUrl` (scheme, host and mount). */
export const recoveryLink = (baseUrl: string, page: string, name: string, token: string): string =>
  pageUrl(baseUrl, page, { action: 'recoverpass', name, token });

/** What of a wiki a recovery needs. */
export type RecoveryTools = Pick<WikiState, 'users' | 'settings'>;

/** A link with a fresh token; a link that was made before is good no longer. Null: the account is gone. */
export async function makeRecoveryLink(
  { users, settings }: RecoveryTools,
  account: UserProfile,
  baseUrl: string,
  nowSeconds: number,
): Promise<string | null> {
  const token = await startRecovery(users, account.id, nowSeconds);
  return token === null ? null : recoveryLink(baseUrl, settings.pageFrontPage, account.name, token);
}

/** Mails such a link to the account's address, in its owner's language. */
export function mailRecoveryLink(
  mailer: Mailer,
  { settings }: RecoveryTools,
  account: UserProfile,
  link: string,
): ReturnType<Mailer['send']> {
  const texts = textsFor(
    chooseLanguage({
      profile: account.language,
      acceptLanguage: undefined,
      ignoreBrowser: true,
      wikiDefault: settings.languageDefault,
    }),
  );
  const values = {
    site: settings.sitename,
    name: account.name,
    hours: settings.recoveryTokenLifetimeHours,
    link,
  };
  return mailer.send({
    to: account.email.trim(),
    subject: texts.text('mail.recover.subject', values),
    text: texts.text('mail.recover.text', values),
  });
}

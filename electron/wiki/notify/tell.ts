import { setTimeout as pause } from 'node:timers/promises';
import { diffLines } from '../../page/diff/line-diff.ts';
import type { Mailer } from '../../mail/mailer.ts';
import type { UserProfile } from '../../user/profile.ts';
import { currentUser, noAddress, type RequestContext } from '../context.ts';
import { pageUrl } from '../links.ts';
import { message } from '../message.ts';
import { chooseLanguage, textsFor } from '../texts/texts.ts';
import type { Message } from '../theme/frame.ts';
import type { PageChange, WikiChange } from './change.ts';
import { letterAbout, type LetterFacts } from './letter.ts';
import { recipientsOf } from './recipients.ts';

/** How long whoever made a change waits to hear how its mails fared; they go on without. */
const longestWaitMs = 4000;

/**
 * Sends the mails about a change that is done, and says so in a message for the person who made it.
 *
 * Whatever goes wrong here is logged and told; it never touches the change.
 */
export async function tellSubscribers(
  context: RequestContext,
  change: WikiChange,
): Promise<readonly Message[]> {
  const { mailer } = context.state;
  if (mailer === null) return [];
  try {
    const recipients = await recipientsOf(context, change);
    if (recipients.length === 0) return [];
    if (context.address === null) throw new Error(noAddress);
    const facts = factsOf(context, change, context.address);
    const delivery = deliver(context, mailer, facts, recipients);
    const failed = await Promise.race([delivery, pause(longestWaitMs, null, { ref: false })]);
    return change.kind === 'account' ? [] : [outcome(context, recipients.length, failed)];
  } catch (error) {
    context.log({ kind: 'problem', what: `Nobody was told of ${nameOf(change)}: ${String(error)}` });
    return [message('notify-failed', 'warning', context.texts.text('notify.failed'))];
  }
}

/** One after the other; answers how many were not sent. */
async function deliver(
  context: RequestContext,
  mailer: Mailer,
  facts: LetterFacts,
  recipients: readonly UserProfile[],
): Promise<number> {
  let failed = 0;
  for (const recipient of recipients) {
    const sent = await mailer.send({
      to: recipient.email.trim(),
      ...letterAbout(facts, textsOf(context, recipient), context.settings.mail?.patterns ?? new Map()),
    });
    if (sent.ok) continue;
    failed += 1;
    context.log({
      kind: 'problem',
      what: `The mail to ${recipient.name} about ${nameOf(facts.change)} was not sent: ${sent.error.reason}`,
    });
  }
  return failed;
}

/** The reader's language, else the wiki's. */
const textsOf = ({ settings }: RequestContext, { language }: UserProfile) =>
  textsFor(
    chooseLanguage({
      profile: language,
      acceptLanguage: undefined,
      ignoreBrowser: true,
      wikiDefault: settings.languageDefault,
    }),
  );

function factsOf(context: RequestContext, change: WikiChange, address: string): LetterFacts {
  const { settings, request } = context;
  return {
    change,
    sitename: settings.sitename,
    editor: currentUser(context)?.name ?? request.remoteAddress,
    link: change.kind === 'account' ? pageUrl(address, context.pageName) : linkTo(address, change),
    difference: change.kind === 'account' ? [] : differenceOf(context, change),
    settingsLink: pageUrl(address, context.pageName, { action: 'userprefs', sub: 'notification' }),
  };
}

function linkTo(address: string, change: PageChange): string {
  if ('file' in change) return pageUrl(address, change.page, { action: 'AttachFile' });
  const hasDifference = change.kind === 'changed' || change.kind === 'reverted';
  if (!hasDifference || change.revision < 2)
    return pageUrl(address, change.page, change.kind === 'deleted' ? { action: 'info' } : {});
  return pageUrl(address, change.page, { action: 'diff', rev1: change.revision - 1, rev2: change.revision });
}

function differenceOf({ state }: RequestContext, change: PageChange): readonly string[] {
  if (change.kind !== 'changed' && change.kind !== 'reverted') return [];
  const textOf = (revision: number): string =>
    revision < 1 ? '' : (state.pages.read(change.page, revision)?.text ?? '');
  return diffLines(textOf(change.revision - 1), textOf(change.revision));
}

const nameOf = (change: WikiChange): string =>
  change.kind === 'account' ? `the new account ${change.name}` : `the page ${change.page}`;

function outcome({ texts }: RequestContext, count: number, failed: number | null): Message {
  if (failed === null) return message('notify-going-on', 'info', texts.text('notify.goingOn', { count }));
  return failed === 0
    ? message('notify-done', 'info', texts.text('notify.done', { count }))
    : message('notify-failed', 'warning', texts.text('notify.someFailed', { count, failed }));
}

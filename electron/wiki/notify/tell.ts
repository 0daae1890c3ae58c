import { setTimeout as pause } from 'node:timers/promises';
import { diffLines } from '../../page/diff/line-diff.ts';
import type { Mailer } from '../../mail/mailer.ts';
import type { UserProfile } from '../../user/profile.ts';
import { absoluteUrl, currentUser, hereUrl, urlOf, type RequestContext } from '../context.ts';
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
    const delivery = deliver(context, mailer, change, recipients);
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
  change: WikiChange,
  recipients: readonly UserProfile[],
): Promise<number> {
  const facts = factsOf(context, change);
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
      what: `The mail to ${recipient.name} about ${nameOf(change)} was not sent: ${sent.error.reason}`,
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

function factsOf(context: RequestContext, change: WikiChange): LetterFacts {
  const { settings, request } = context;
  return {
    change,
    sitename: settings.sitename,
    editor: currentUser(context)?.name ?? request.remoteAddress,
    link: absoluteUrl(context, change.kind === 'account' ? hereUrl(context) : linkTo(context, change)),
    difference: change.kind === 'account' ? [] : differenceOf(context, change),
    settingsLink: absoluteUrl(context, hereUrl(context, { action: 'userprefs', sub: 'notification' })),
  };
}

function linkTo(context: RequestContext, change: PageChange): string {
  if ('file' in change) return urlOf(context, change.page, { action: 'AttachFile' });
  const hasDifference = change.kind === 'changed' || change.kind === 'reverted';
  if (!hasDifference || change.revision < 2)
    return urlOf(context, change.page, change.kind === 'deleted' ? { action: 'info' } : {});
  return urlOf(context, change.page, {
    action: 'diff',
    rev1: change.revision - 1,
    rev2: change.revision,
  });
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

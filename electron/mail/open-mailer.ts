import type { Mail } from 'nodemailer';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { WikiSettings } from '../config/wiki-settings.ts';
import { commandWords, isMailAddress, parseMailLogin, parseSmartHost } from './addresses.ts';
import type { Mailer, MailFailure, MailMessage } from './mailer.ts';
import { runSendmail } from './run-sendmail.ts';
import { smtpTransport } from './smtp-transport.ts';

export interface MailerOptions {
  /** Whether programs that the farm's files name may be run: the farm is trusted. */
  readonly mayRunPrograms: boolean;
}

/** The way out for a wiki's mail as it is configured; null when it is not. */
export function openMailer(
  { mail, compatibility }: Pick<WikiSettings, 'mail' | 'compatibility'>,
  { mayRunPrograms }: MailerOptions,
): Mailer | null {
  if (mail === null) return null;
  if (mail.sendmail !== null && mail.sendmail !== '')
    return mayRunPrograms
      ? sendmailMailer(mail.from, commandWords(mail.sendmail))
      : refusing('mail_sendmail runs a program, which Croft does only for farms that are trusted.');
  const server = parseSmartHost(mail.smarthost ?? '');
  if (server === null)
    return refusing(`mail_smarthost is no address of a server: “${mail.smarthost ?? ''}”.`);
  const login = mail.login === null || mail.login === '' ? null : parseMailLogin(mail.login);
  if (login === null && mail.login !== null && mail.login !== '')
    return refusing('mail_login is not a name and a password with a blank between.');
  return mailer(async (message) => {
    const transport = await smtpTransport({ server, login, compatibility });
    await transport.sendMail(composed(mail.from, message));
  });
}

/** Built in memory and handed to the program with the recipients in its header, as `sendmail -t` wants it. */
function sendmailMailer(from: string, command: readonly string[]): Mailer {
  return mailer(async (message) => {
    const { createTransport } = await import('nodemailer');
    const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
    const { message: bytes } = await composer.sendMail(composed(from, message));
    const problem = await runSendmail(command, bytes as Buffer);
    if (problem !== null) throw new Error(problem);
  });
}

type Composed = Parameters<Mail['sendMail']>[0];

const composed = (from: string, { to, subject, text }: MailMessage): Composed => ({
  from,
  // An object is one recipient, whatever the text looks like.
  to: { name: '', address: to },
  subject: subject.replace(/\s+/g, ' ').trim(),
  text,
  // Answering machines leave such mail alone (RFC 3834).
  headers: { 'Auto-Submitted': 'auto-generated' },
});

const mailer = (deliver: (message: MailMessage) => Promise<void>): Mailer => ({
  async send(message): Promise<Result<null, MailFailure>> {
    if (!isMailAddress(message.to)) return fail({ reason: 'The address of the account is no mail address.' });
    try {
      await deliver(message);
      return ok(null);
    } catch (error) {
      return fail({ reason: error instanceof Error ? error.message : String(error) });
    }
  },
});

const refusing = (reason: string): Mailer => ({ send: () => Promise.resolve(fail({ reason })) });

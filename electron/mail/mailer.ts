import type { Result } from '../../shared/result.ts';

/** One mail to one person. Plain text; lines end in LF. */
export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Why a mail was not sent, as one sentence without a password in it. */
export interface MailFailure {
  readonly reason: string;
}

/** Sends the mail of one wiki. Never throws. */
export interface Mailer {
  send(message: MailMessage): Promise<Result<null, MailFailure>>;
}

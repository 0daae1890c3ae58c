import { fail, ok } from '../../shared/result.ts';
import type { Mailer, MailMessage } from '../../electron/mail/mailer.ts';

/** A mailer that keeps what it is given, or refuses everything while `failure` is set. */
export interface FakeMailer extends Mailer {
  readonly sent: MailMessage[];
  failure: string | null;
}

export function fakeMailer(): FakeMailer {
  const sent: MailMessage[] = [];
  const mailer: FakeMailer = {
    sent,
    failure: null,
    send: (message) => {
      if (mailer.failure !== null) return Promise.resolve(fail({ reason: mailer.failure }));
      sent.push(message);
      return Promise.resolve(ok(null));
    },
  };
  return mailer;
}

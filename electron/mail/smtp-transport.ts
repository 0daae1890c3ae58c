import type { Mail } from 'nodemailer';
import type { Compatibility } from '../../shared/session/session-settings.ts';
import { isLoopbackHost, type SmartHost } from './addresses.ts';

export interface SmtpWay {
  readonly server: SmartHost;
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly compatibility: Compatibility;
}

/** Milliseconds. A server that does not answer must not hold up whoever saved a page. */
const waits = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
};

const implicitTlsPort = 465;

/** A connection per mail: wikis send few, and a kept one would have to be watched. Nodemailer is loaded with the first. */
export async function smtpTransport({ server, login, compatibility }: SmtpWay): Promise<Mail> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    ...server,
    ...waits,
    ...encryption(server, login !== null, compatibility),
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    // What a mail says comes from wikis: it never names files or addresses to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** What of TLS is wanted; see README.md. */
function encryption(server: SmartHost, hasLogin: boolean, compatibility: Compatibility) {
  const secure = server.port === implicitTlsPort;
  const unchecked = { rejectUnauthorized: false };
  if (compatibility === 'strict')
    return hasLogin
      ? { secure, opportunisticTLS: true, tls: unchecked }
      : { secure, ignoreTLS: true, tls: unchecked };
  if (hasLogin && !isLoopbackHost(server.host)) return { secure, requireTLS: true };
  return { secure, opportunisticTLS: true, tls: unchecked };
}

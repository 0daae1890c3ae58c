import net from 'node:net';
import tls from 'node:tls';

/** A mail as the server took it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header and text as they came, lines ending in LF. */
  readonly source: string;
  readonly encrypted: boolean;
  readonly login: string | null;
}

export interface SmtpServerOptions {
  /** Offers STARTTLS with this certificate. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Wants this login (PLAIN) before it takes mail. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Answers every recipient with 550. */
  readonly refusesRecipients?: boolean;
}

export interface SmtpServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Passwords that came over a connection without TLS. */
  readonly passwordsInTheClear: readonly string[];
  close(): Promise<void>;
}

/** A real mail server of few words (RFC 5321, STARTTLS, AUTH PLAIN) on a loopback port. */
export async function startSmtpServer(options: SmtpServerOptions = {}): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const passwordsInTheClear: string[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    converse(socket, { options, mails, passwordsInTheClear, encrypted: false });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    mails,
    passwordsInTheClear,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

interface Talk {
  readonly options: SmtpServerOptions;
  readonly mails: ReceivedMail[];
  readonly passwordsInTheClear: string[];
  readonly encrypted: boolean;
}

function converse(socket: net.Socket, talk: Talk): void {
  const { options, encrypted } = talk;
  const say = (...lines: string[]): void => {
    socket.write(lines.map((line) => `${line}\r\n`).join(''));
  };
  let [from, to, data]: [string, string[], string[] | null] = ['', [], null];
  let login: string | null = null;
  let waiting = '';

  const takeLogin = (word: string): void => {
    const [, user = '', password = ''] = Buffer.from(word, 'base64').toString('utf8').split('\0');
    if (!encrypted) talk.passwordsInTheClear.push(password);
    const isRight = user === options.login?.user && password === options.login.password;
    if (isRight) login = user;
    say(isRight ? '235 welcome' : '535 wrong name or password');
  };
  const take = (line: string): void => {
    if (data !== null) {
      if (line !== '.') return void data.push(line.startsWith('..') ? line.slice(1) : line);
      talk.mails.push({ from, to, source: data.join('\n'), encrypted, login });
      [from, to, data] = ['', [], null];
      return say('250 taken');
    }
    const [verb = '', ...rest] = line.split(' ');
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    switch (verb.toUpperCase()) {
      case 'EHLO': {
        const offered = [
          ...(options.tls === undefined || encrypted ? [] : ['STARTTLS']),
          ...(options.login === undefined ? [] : ['AUTH PLAIN']),
        ];
        const lines = ['test', ...offered];
        return say(...lines.map((text, index) => `250${index === lines.length - 1 ? ' ' : '-'}${text}`));
      }
      case 'STARTTLS': {
        say('220 go on');
        socket.removeAllListeners('data');
        const secure = new tls.TLSSocket(socket, { isServer: true, ...options.tls });
        secure.on('error', () => socket.destroy());
        return converse(secure, { ...talk, encrypted: true });
      }
      case 'AUTH':
        return takeLogin(rest[1] ?? '');
      case 'MAIL':
        if (options.login !== undefined && login === null) return say('530 log in first');
        from = address;
        return say('250 good');
      case 'RCPT':
        if (options.refusesRecipients === true) return say('550 nobody of that name');
        to.push(address);
        return say('250 good');
      case 'DATA':
        data = [];
        return say('354 go on');
      case 'QUIT':
        say('221 bye');
        return void socket.end();
      default:
        return say('250 good');
    }
  };
  if (!encrypted) say('220 test ready');
  socket.on('data', (chunk: Buffer) => {
    const lines = (waiting + chunk.toString('utf8')).split('\r\n');
    waiting = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}

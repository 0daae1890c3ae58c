import { describe, expect, it } from 'vitest';
import {
  commandWords,
  isLoopbackHost,
  isMailAddress,
  parseMailLogin,
  parseSmartHost,
} from '../../../electron/mail/addresses.ts';

describe('an address of an account', () => {
  it.each(['joe@example.org', 'joe.doe+wiki@sub.example.org', 'jürgen@bücher.example', 'root@localhost'])(
    '%s is one',
    (text) => expect(isMailAddress(text)).toBe(true),
  );
  it.each([
    '',
    'joe',
    '@example.org',
    'joe@',
    'a@b.org, c@d.org',
    'Joe <joe@example.org>',
    'joe@example.org\nBcc: all@example.org',
    'a@b@c',
    '-oQ/tmp@example.org',
    `${'x'.repeat(250)}@b.org`,
  ])('%j is none, or several', (text) => expect(isMailAddress(text)).toBe(false));
});

describe('mail_smarthost', () => {
  it.each([
    ['mail.example.org', 'mail.example.org', 25],
    ['mail.example.org:587', 'mail.example.org', 587],
    [' localhost ', 'localhost', 25],
    ['[::1]:2525', '::1', 2525],
  ])('%s', (text, host, port) => expect(parseSmartHost(text)).toEqual({ host, port }));
  it.each(['', ':25', 'a b', 'host:0', 'host:99999', 'host:smtp'])('%j names no server', (text) =>
    expect(parseSmartHost(text)).toBeNull(),
  );
});

it('mail_login is a name, a blank, and a password that may hold more', () => {
  expect(parseMailLogin('wiki s3cret')).toEqual({ user: 'wiki', password: 's3cret' });
  expect(parseMailLogin('wiki two words')).toEqual({ user: 'wiki', password: 'two words' });
  expect(parseMailLogin('wiki')).toBeNull();
});

it('mail_sendmail is split into words, quotes hold together, nothing is expanded', () => {
  expect(commandWords('/usr/sbin/sendmail -t -i')).toEqual(['/usr/sbin/sendmail', '-t', '-i']);
  expect(commandWords(`"/opt/my mail/send" -f'wiki@x' '$HOME; rm'`)).toEqual([
    '/opt/my mail/send',
    '-fwiki@x',
    '$HOME; rm',
  ]);
  expect(commandWords('  ')).toEqual([]);
});

it('knows this computer by its loopback names', () => {
  expect(['localhost', '127.0.0.1', '::1', '127.9.9.9'].every(isLoopbackHost)).toBe(true);
  expect(['mail.example.org', '127.example.org', '10.0.0.1'].some(isLoopbackHost)).toBe(false);
});

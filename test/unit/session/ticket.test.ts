import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkTicket, createTicket, ticketAt, type TicketSubject } from '../../../electron/session/ticket.ts';

const key = Buffer.from('key of the wiki');
const subject: TicketSubject = {
  pageName: 'Front/Page é',
  action: 'recoverpass',
  sid: '0123456789abcdef0123456789abcdef01234567',
  userId: '1700000000.1.1',
};
const now = 1_796_003_072;
const hours = 3600;

const signed = (text: string): string =>
  createHmac('sha1', key).update(Buffer.from(text, 'utf8')).digest('hex');

describe('a ticket', () => {
  test('is the time in ten hexadecimal digits and a digest over time, page, action, session and user', () => {
    const time = '006b0cd500';
    const { pageName, action, sid, userId } = subject;
    expect(createTicket(key, subject, now + 0.9)).toBe(
      `${time}.${signed(time + pageName + action + sid + userId)}`,
    );
  });

  test('is good for ten hours to the second, and also when the clock was set back', () => {
    const ticket = createTicket(key, subject, now);
    for (const later of [0, 1, 10 * hours, -5 * hours])
      expect(checkTicket(key, subject, ticket, now + later)).toBe(true);
    for (const later of [10 * hours + 1, 10 * hours + 0.5, 24 * hours])
      expect(checkTicket(key, subject, ticket, now + later)).toBe(false);
  });

  test.each<[string, Partial<TicketSubject>]>([
    ['page', { pageName: 'Other' }],
    ['action', { action: 'edit' }],
    ['session', { sid: '' }],
    ['user', { userId: '1700000000.2.2' }],
  ])('is of no use for another %s', (_what, other) => {
    const ticket = createTicket(key, subject, now);
    expect(checkTicket(key, { ...subject, ...other }, ticket, now)).toBe(false);
  });

  test('made with another key is refused', () => {
    expect(checkTicket(Buffer.from('other'), subject, createTicket(key, subject, now), now)).toBe(false);
  });

  test('whose time was changed is refused, however its digits are written', () => {
    const ticket = createTicket(key, subject, now);
    const digest = ticket.slice(ticket.indexOf('.') + 1);
    for (const time of ['006b0cd501', '00000000006b0cd500', '6b0cd500', '006B0CD500', ''])
      expect(checkTicket(key, subject, `${time}.${digest}`, now)).toBe(false);
    // MoinMoin signs the digits as they stand, so other digits with their own digest are good there and here.
    for (const time of ['6B0CD500', '00000000006b0cd5']) {
      const expired = Number.parseInt(time, 16) < now;
      expect(checkTicket(key, subject, ticketAt(key, subject, time), now)).toBe(!expired);
    }
  });

  test.each([
    '',
    '.',
    'x',
    'no ticket at all',
    '006b0cd500',
    '006b0cd500.',
    ' 006b0cd500.ab',
    '-6b0cd500.ab',
  ])('can not be %j', (text) => {
    expect(checkTicket(key, subject, text, now)).toBe(false);
  });

  test('that is cut off, or goes on, is refused', () => {
    const ticket = createTicket(key, subject, now);
    expect(checkTicket(key, subject, ticket.slice(0, -1), now)).toBe(false);
    expect(checkTicket(key, subject, `${ticket}0`, now)).toBe(false);
    expect(checkTicket(key, subject, ` ${ticket}`, now)).toBe(false);
  });

  test('with a time of seventeen digits is refused, whatever is signed', () => {
    const time = '00000000006b0cd500';
    expect(checkTicket(key, subject, ticketAt(key, subject, time), now)).toBe(false);
    expect(checkTicket(key, subject, ticketAt(key, subject, time.slice(2)), now)).toBe(true);
    const text = `x${createTicket(key, subject, now)}`;
    expect(checkTicket(key, subject, text, now)).toBe(false);
  });
});

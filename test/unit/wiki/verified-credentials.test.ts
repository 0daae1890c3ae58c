import { expect, test } from 'vitest';
import { VerifiedCredentials } from '../../../electron/wiki/verified-credentials.ts';

test('only the password that was right for that stored hash is known', () => {
  const verified = new VerifiedCredentials();
  verified.add('{SSHA}abc', 'secret');
  expect(verified.has('{SSHA}abc', 'secret')).toBe(true);
  expect(verified.has('{SSHA}abc', 'Secret')).toBe(false);
  expect(verified.has('{SSHA}ab', 'csecret')).toBe(false);
  expect(verified.has('{SSHA}changed', 'secret')).toBe(false);
});

test('the credentials not used for longest are forgotten first', () => {
  const verified = new VerifiedCredentials();
  for (let number = 0; number < 200; number++) verified.add('stored', String(number));
  expect(verified.has('stored', '0')).toBe(true);
  verified.add('stored', '200');
  expect(verified.has('stored', '0')).toBe(true);
  expect(verified.has('stored', '1')).toBe(false);
});

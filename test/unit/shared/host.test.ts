import { expect, it } from 'vitest';
import { parseHost } from '../../../shared/host.ts';

it.each([
  ['localhost', 'localhost', null],
  ['Wiki.Example.ORG:8080', 'wiki.example.org', 8080],
  ['xn--mller-kva.example', 'xn--mller-kva.example', null],
  ['127.0.0.1:1', '127.0.0.1', 1],
  ['[::1]:8080', '[::1]', 8080],
  ['[::ffff:127.0.0.1]', '[::ffff:127.0.0.1]', null],
  ['wiki:', 'wiki', null],
])('%s is a host', (text, name, port) => {
  expect(parseHost(text)).toEqual({ name, port });
});

it.each([
  '',
  'evil.example/.localhost',
  'evil.example?.localhost',
  'evil.example#.localhost',
  'user@wiki.localhost',
  'a b.localhost',
  'a\tb.localhost',
  '"><script>.localhost',
  'evil.example\\.localhost',
  '.localhost',
  'a..localhost',
  '-a.localhost',
  'a-.localhost',
  'localhost:0',
  'localhost:65536',
  'localhost:80:80',
  'localhost:8o',
  'ümlaut.localhost',
  '[::1',
  '::1',
  '[evil.example]',
  `${'a'.repeat(300)}.localhost`,
])('%s is none', (text) => {
  expect(parseHost(text)).toBeNull();
});

it('takes no time, whatever comes', () => {
  expect(parseHost(`${'a-'.repeat(130)}!`)).toBeNull();
});

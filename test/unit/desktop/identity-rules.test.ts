import { describe, expect, test } from 'vitest';
import {
  isHeldTo,
  isSentTo,
  typedAddress,
  wikiAt,
  windowTitle,
} from '../../../electron/desktop/identity-rules.ts';

const hosts = ['wiki1.example.org', 'localhost'];

describe('navigation', () => {
  test.each([
    'http://wiki1.example.org/Page',
    'https://WIKI1.example.org/',
    'http://wiki1.example.org:8080/x?action=edit',
    'http://localhost/',
  ])('goes to the farm: %s', (address) => expect(isHeldTo(hosts, address)).toBe(true));

  test.each([
    'http://example.org/',
    'http://wiki1.example.org.evil.example/',
    'http://evil.example/?wiki1.example.org',
    'http://wiki1.example.org@evil.example/',
    'http://somebody:secret@wiki1.example.org/',
    'app://croft/index.html',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'not an address',
  ])('does not leave it: %s', (address) => expect(isHeldTo(hosts, address)).toBe(false));
});

test.each([
  ['wiki1.example.org/FrontPage', 'http://wiki1.example.org/FrontPage'],
  ['  http://wiki1.example.org  ', 'http://wiki1.example.org/'],
  ['localhost:8080/x', 'http://localhost:8080/x'],
  ['', null],
  ['http://', null],
])('what is typed as %j means %j', (text, address) => expect(typedAddress(text)).toBe(address));

describe('the wiki of an address', () => {
  const wikis = [
    { id: 'root', sitename: 'Root', url: 'http://localhost:8080/' },
    { id: 'garden', sitename: 'Garden', url: 'http://localhost:8080/garden/' },
    { id: 'kitchen', sitename: 'Kitchen', url: 'http://localhost:8081' },
  ];
  test.each([
    ['http://localhost:8080/garden/Page', 'garden'],
    ['http://localhost:8080/garden', 'garden'],
    ['http://localhost:8080/gardener', 'root'],
    ['http://localhost:8081/Page', 'kitchen'],
    ['http://localhost:8082/Page', undefined],
    ['about:blank', undefined],
  ])('%s is %s', (address, id) => expect(wikiAt(wikis, address)?.id).toBe(id));
});

describe('a cookie is sent', () => {
  const cookie = { domain: '.example.org', hostOnly: false, path: '/', secure: false };
  test.each([
    [cookie, 'http://wiki1.example.org/', true],
    [cookie, 'http://wiki1.example.org:8080/', true],
    [cookie, 'http://example.org/', true],
    [cookie, 'http://badexample.org/', false],
    [{ ...cookie, domain: 'example.org', hostOnly: true }, 'http://wiki1.example.org/', false],
    [{ ...cookie, path: '/garden' }, 'http://example.org/garden', true],
    [{ ...cookie, path: '/garden' }, 'http://example.org/garden/Page', true],
    [{ ...cookie, path: '/garden' }, 'http://example.org/gardener', false],
    [{ ...cookie, secure: true }, 'http://example.org/', false],
    [{ ...cookie, secure: true }, 'https://example.org/', true],
    [{ ...cookie, domain: 'localhost', hostOnly: true, secure: true }, 'http://localhost:8080/', true],
  ])('with %j to %s: %s', (scope, address, sent) => expect(isSentTo(scope, address)).toBe(sent));
});

test('a window says who one is in it', () => {
  expect(windowTitle({ user: 'AdminUser', actingAs: 'JoeDoe', wiki: 'alpha' })).toBe(
    'JoeDoe (as AdminUser) – alpha',
  );
  expect(windowTitle({ user: 'AdminUser', actingAs: null, wiki: 'alpha' })).toBe('AdminUser – alpha');
  expect(windowTitle({ user: null, actingAs: null, wiki: 'alpha' })).toBe('Visitor – alpha');
});

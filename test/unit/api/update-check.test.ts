import { describe, expect, test } from 'vitest';
import { findUpdate, isNewer, isSafeAddress, type Fetch } from '../../../electron/api/app/update-check.ts';

const feed = 'https://updates.example.org/croft.json';
const answers =
  (body: unknown, status = 200): Fetch =>
  () =>
    Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));

describe('a feed', () => {
  test('tells of a newer version, in our own form and in that of GitHub', async () => {
    const url = 'https://example.org/croft/2.0.0';
    const found = { ok: true, value: { version: '2.0.0', url } };
    expect(await findUpdate(feed, '1.9.9', answers({ version: '2.0.0', url }))).toEqual(found);
    expect(await findUpdate(feed, '1.9.9', answers({ tag_name: 'v2.0.0', html_url: url }))).toEqual(found);
  });

  test('tells of nothing new', async () => {
    const same = answers({ version: '1.0.0', url: 'https://example.org/' });
    expect(await findUpdate(feed, '1.0.0', same)).toEqual({ ok: true, value: null });
  });

  test('is asked without anything of the person, and not led elsewhere', async () => {
    let asked: RequestInit | null = null;
    await findUpdate(feed, '1.0.0', (_address, init) => {
      asked = init;
      return answers({ version: '1.0.0', url: 'https://example.org/' })(_address, init);
    });
    expect(asked).toMatchObject({ credentials: 'omit', redirect: 'error', cache: 'no-store' });
    expect(Object.keys((asked as unknown as { headers: object }).headers)).toEqual(['accept']);
  });

  test.each([
    ['no JSON', answers('<html>')],
    ['another form', answers({ latest: '2.0.0' })],
    ['no version', answers({ version: 'newest', url: 'https://example.org/' })],
    ['a link that is not https', answers({ version: '2.0.0', url: 'http://example.org/' })],
    ['a link that runs', answers({ version: '2.0.0', url: 'javascript:alert(1)' })],
    ['an error', answers({ version: '2.0.0', url: 'https://example.org/' }, 500)],
    ['too much', answers({ version: '2.0.0', url: 'https://example.org/', more: 'x'.repeat(300_000) })],
    ['no connection', () => Promise.reject(new TypeError('fetch failed'))],
  ] satisfies [string, Fetch][])('that answers with %s is told as such', async (_what, fetchPage) => {
    expect(await findUpdate(feed, '1.0.0', fetchPage)).toMatchObject({ ok: false });
  });

  test.each(['http://updates.example.org/', 'file:///etc/passwd', 'https://a:b@example.org/', 'croft'])(
    'at %s is never asked',
    async (address) => {
      let asked = false;
      const result = await findUpdate(address, '1.0.0', () => {
        asked = true;
        return Promise.reject(new Error('asked'));
      });
      expect([asked, result.ok]).toEqual([false, false]);
      expect(isSafeAddress(address)).toBe(false);
    },
  );
});

test.each([
  ['1.0.1', '1.0.0', true],
  ['1.10.0', '1.9.9', true],
  ['2.0.0', '10.0.0', false],
  ['1.0.0', '1.0.0', false],
  ['1.0.0-beta', '0.9.0', false],
  ['', '0.0.1', false],
])('%s after %s is newer: %s', (version, than, newer) => expect(isNewer(version, than)).toBe(newer));

import { afterEach, expect, it } from 'vitest';
import { startTestWiki, type TestWiki } from '../fakes/wiki-server.ts';

let wiki: TestWiki;
afterEach(() => wiki.close());

async function refreshOf(page: string, text: string): Promise<string | null> {
  await wiki.addPage(page, text);
  return (await wiki.visitor().get(`/${page}`)).headers.get('refresh');
}

it('sends no refresh header unless the wiki allows it', async () => {
  wiki = await startTestWiki();
  expect(await refreshOf('PageOne', '#refresh 5\ntext\n')).toBeNull();
});

it('loads the page, or another one, again after the delay, which is at least the minimum', async () => {
  wiki = await startTestWiki({ refresh: [10, 'internal'] });
  expect(await refreshOf('PageOne', '#refresh 5\ntext\n')).toMatch(/^10; url=http:\/\/[^/]+\/PageOne$/);
  expect(await refreshOf('PageTwo', '#refresh 60 OtherPage\n')).toMatch(/^60; url=.*\/OtherPage$/);
  expect(await refreshOf('PageThree', '#refresh 60 https://example.org/\n')).toBeNull();
  const edited = await wiki.visitor().get('/PageOne?action=edit');
  expect(edited.headers.get('refresh')).toBeNull();
});

it('leads to web addresses alone, where external ones are allowed', async () => {
  wiki = await startTestWiki({ refresh: [0, 'external'] });
  expect(await refreshOf('PageOne', '#refresh 7 https://example.org/a%20b\n')).toBe(
    '7; url=https://example.org/a%20b',
  );
  expect(await refreshOf('PageTwo', '#refresh 7 file:///etc/passwd\n')).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { addCategory } from '../../../electron/wiki/action/edit/category.ts';
import { cleanInput } from '../../../electron/wiki/clean-input.ts';
import { headerText } from '../../../electron/wiki/header-text.ts';
import { pageUrl } from '../../../electron/wiki/links.ts';
import { percentDecode } from '../../../shared/names/percent.ts';
import { isDeniedHost, SurgeProtection } from '../../../electron/wiki/surge.ts';
import { chooseLanguage, interfaceLanguages, textsFor } from '../../../electron/wiki/texts/texts.ts';
import { de } from '../../../electron/wiki/texts/de.ts';
import { en } from '../../../electron/wiki/texts/en.ts';

describe('addresses', () => {
  it('encode names, parameters and anchors so that they come back the same', () => {
    const url = pageUrl('/wiki', 'Café & Bar/Süd', { action: 'edit', value: 'a b+c&d=é' }, 'top');
    expect(url).toBe('/wiki/Caf%C3%A9%20%26%20Bar/S%C3%BCd?action=edit&value=a+b%2Bc%26d%3D%C3%A9#top');
    expect(percentDecode('a+b%2Bc%26d%3D%C3%A9', true)).toBe('a b+c&d=é');
  });

  it('never lets a name end a header', () => {
    expect(headerText('a"\r\nSet-Cookie: x')).toBe('a___Set-Cookie: x');
  });
});

describe('small rules of forms', () => {
  it('takes one line of at most 201 characters without control characters', () => {
    expect(cleanInput('a\tb\u0007\r\n')).toBe('a b  ');
    expect(cleanInput('x'.repeat(201))).toHaveLength(201);
    expect(cleanInput('x'.repeat(202))).toBe('');
  });

  it('adds a category below a rule of its own, or to the line of categories', () => {
    const isCategory = (name: string): boolean => name.startsWith('Category');
    expect(addCategory('text\n', 'CategoryA', isCategory)).toBe('text\n----\nCategoryA\n');
    expect(addCategory('x\n----\nCategoryA\n', 'CategoryB', isCategory)).toBe(
      'x\n----\nCategoryA CategoryB\n',
    );
    expect(addCategory('text\n', '', isCategory)).toBe('text\n');
  });
});

describe('the interface language', () => {
  const choice = { profile: '', acceptLanguage: undefined, ignoreBrowser: false, wikiDefault: 'en' };
  it('is the profile’s, else the first that the browser wants and we have, else the wiki’s', () => {
    expect(chooseLanguage({ ...choice, profile: 'de' })).toBe('de');
    expect(chooseLanguage({ ...choice, acceptLanguage: 'fr;q=0.9, de-AT;q=0.8, en;q=0.5' })).toBe('de');
    expect(chooseLanguage({ ...choice, acceptLanguage: 'de', ignoreBrowser: true })).toBe('en');
    expect(chooseLanguage({ ...choice, wikiDefault: 'de' })).toBe('de');
    expect(chooseLanguage({ ...choice, wikiDefault: 'xx' })).toBe('en');
  });

  it('has the same placeholders in every catalogue', () => {
    const placeholders = (text: string): readonly string[] =>
      [...text.matchAll(/\{\w+\}/g)].map(([one]) => one).toSorted();
    const wrong = Object.entries(en).filter(
      ([id, text]) => placeholders(text).join() !== placeholders(de[id as keyof typeof en]).join(),
    );
    expect(wrong.map(([id]) => id)).toEqual([]);
    expect(interfaceLanguages).toEqual(['en', 'de']);
  });

  it('puts values into sentences as text, and links as links', () => {
    expect(textsFor('en').text('edit.title', { page: 'A<B' })).toBe('Edit "A<B"');
    expect(textsFor('en').html('page.redirects', { page: '<x>' }).text).toContain('&lt;x&gt;');
  });
});

describe('protection against too many requests', () => {
  const settings = { surgeActionLimits: new Map([['edit', [2, 10] as const]]), surgeLockoutTimeSeconds: 60 };
  const visit = (surge: SurgeProtection, nowSeconds: number, remoteAddress = '192.0.2.7') =>
    surge.check({ client: remoteAddress, remoteAddress, action: 'edit', nowSeconds, settings });

  it('locks a client out after the limit, for the configured time', () => {
    const surge = new SurgeProtection();
    expect([visit(surge, 0), visit(surge, 1), visit(surge, 2)]).toEqual([0, 0, 60]);
    expect(visit(surge, 30)).toBe(32);
    expect(visit(surge, 63)).toBe(0);
  });

  it('never counts this computer', () => {
    const surge = new SurgeProtection();
    for (let second = 0; second < 50; second += 1) expect(visit(surge, second, '127.0.0.1')).toBe(0);
    for (let second = 0; second < 50; second += 1) expect(visit(surge, second, '::1')).toBe(0);
  });

  it('denies addresses by prefix or as a whole', () => {
    expect(isDeniedHost('192.0.2.9', ['192.0.2.'])).toBe(true);
    expect(isDeniedHost('192.0.21.9', ['192.0.2.'])).toBe(false);
    expect(isDeniedHost('192.0.2.99', ['192.0.2.9'])).toBe(false);
  });
});

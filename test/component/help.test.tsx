import './browser-gaps.ts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { helpPageNames } from '../../renderer/help/help-names.ts';
import { findHelp, helpPages } from '../../renderer/help/help-pages.ts';
import { firstSettings } from '../../renderer/app/settings-provider.tsx';
import { catalogues } from '../../renderer/texts/catalogues.ts';
import type { Language } from '../../shared/texts/sentence.ts';
import { ok } from '../../shared/result.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';

const languages = ['en', 'de'] as const satisfies readonly Language[];
const keyName = /^(Ctrl|Strg|Alt|F\d|Delete|Entf|Escape)\b/;

/** A sentence of the window with its parts left open: `More about {farm}` fits `More about …`. */
const controlNames = (language: Language): readonly RegExp[] =>
  Object.values(catalogues[language]).map((sentence) => {
    const parts = sentence
      .split(/\{[^{}]*\}/)
      .map((part) => part.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('\\s*.*\\s*')}$`);
  });

describe('the pages of the help', () => {
  it('has the same pages with the same headings in both languages', () => {
    const headings = (language: Language) =>
      helpPages(language).map(({ markdown }) => (markdown.match(/^##? /gm) ?? []).length);
    expect(headings('de')).toEqual(headings('en'));
  });

  it.each(languages)('links only to pages that are there (%s)', (language) => {
    const targets = helpPages(language).flatMap(({ markdown }) =>
      [...markdown.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target),
    );
    const known = helpPageNames.map((name) => `#/help/${name}`);
    expect(targets.filter((target) => !known.includes(target ?? ''))).toEqual([]);
  });

  it.each(languages)('calls each control by the name that it has in the window (%s)', (language) => {
    const names = controlNames(language);
    const unknown = helpPages(language).flatMap(({ name, markdown }) =>
      [...markdown.replaceAll(/```[^]*?```/g, '').matchAll(/\*\*([^*]+)\*\*/g)]
        .flatMap(([, bold = '']) => bold.split(' → '))
        .filter((bold) => !keyName.test(bold) && !names.some((pattern) => pattern.test(bold)))
        .map((bold) => `${name}: ${bold}`),
    );
    expect(unknown).toEqual([]);
  });

  it('finds pages by words, those with the word in the title first', () => {
    const [first] = findHelp(helpPages('en'), 'identity windows');
    expect(first?.page.name).toBe('identity-windows');
    expect(findHelp(helpPages('en'), 'cookie_lifetime hours').map(({ page }) => page.name)).toContain(
      'options',
    );
    expect(findHelp(helpPages('en'), 'xyzzy')).toEqual([]);
  });
});

describe('the help in the window', () => {
  it('opens with F1 at the page of the view, and goes back', async () => {
    const { user } = renderWindow({ at: '#/farm/garden/sharing' });
    await screen.findByRole('link', { name: 'Help about Sharing' });
    await user.keyboard('{F1}');
    const article = await screen.findByRole('article', { name: 'Sharing a login' });
    expect(article).toHaveFocus();
    await expectAccessible();
  });

  it('finds a page while one types, and says how many', async () => {
    const { user } = renderWindow({ at: '#/help' });
    const pages = await screen.findByRole('navigation', { name: 'Pages of the help' });
    await user.type(within(pages).getByRole('searchbox', { name: 'Find in the help' }), 'request.session');
    expect(within(pages).getByText('1 page found.')).toBeInTheDocument();
    await user.click(within(pages).getByRole('link', { name: /Macros with a session/ }));
    expect(await screen.findByRole('article', { name: 'Macros with a session' })).toHaveTextContent(
      'session.isNew',
    );
  });

  it('speaks German', async () => {
    renderWindow({
      at: '#/help/sessions',
      answers: { 'settings:get': () => ok({ ...firstSettings, language: 'de' }) },
    });
    expect(await screen.findByRole('article', { name: 'Laufende Sitzungen' })).toBeVisible();
  });
});

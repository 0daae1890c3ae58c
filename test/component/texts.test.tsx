import './browser-gaps.ts';
import { render, screen } from '@testing-library/react';
import { createIntl } from 'react-intl';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { App } from '../../renderer/app/app.tsx';
import { firstSettings } from '../../renderer/app/settings-provider.tsx';
import { catalogues } from '../../renderer/texts/catalogues.ts';
import { ok } from '../../shared/result.ts';
import { makeFakeBridge } from '../fakes/bridge.ts';

/** The values that a sentence names; the words in the branches of a plural or a choice are not among them. */
const placeholders = (sentence: string): readonly string[] =>
  [
    ...new Set(
      [...sentence.matchAll(/(?<!\b(?:one|other|farm|single|wrong-identity) |=0 )\{(\w+)/g)].map(
        ([, name]) => name ?? '',
      ),
    ),
  ].toSorted();

const valuesFor = (sentence: string): Record<string, string | number> =>
  Object.fromEntries(
    placeholders(sentence).map((name) => [
      name,
      /count|total|done|size|number|logins|switches|ends/.test(name) ? 2 : 'x',
    ]),
  );

describe.each(['en', 'de'] as const)('the sentences in %s', (language) => {
  it('are all well formed', () => {
    const problems: string[] = [];
    const intl = createIntl({
      locale: language,
      messages: catalogues[language],
      onError: (error) => problems.push(error.message.split('\n')[0] ?? ''),
    });
    for (const [id, sentence] of Object.entries(catalogues[language]))
      intl.formatMessage({ id }, valuesFor(sentence));
    expect(problems).toEqual([]);
  });

  it('hold no exclamation marks and no “please”', () => {
    const loud = Object.values(catalogues[language]).filter((text) => /!|\bplease\b|\bbitte\b/i.test(text));
    expect(loud).toEqual([]);
  });
});

describe('the languages', () => {
  it('use the same values in the same sentence', () => {
    const differing = Object.entries(catalogues.en).filter(([id, english]) => {
      const german = catalogues.de[id as keyof typeof catalogues.en];
      return placeholders(english).join() !== placeholders(german).join();
    });
    expect(differing.map(([id]) => id)).toEqual([]);
  });

  it('can be chosen', async () => {
    const bridge = makeFakeBridge({
      'farm:list': () => ok([]),
      'settings:get': () => ok({ ...firstSettings, theme: 'light', language: 'de' }),
    });
    window.location.hash = '#/';
    render(<App bridge={bridge} />);
    expect(await screen.findByRole('button', { name: 'Beispielfarm ausprobieren' })).toBeVisible();
    expect(document.documentElement.lang).toBe('de');
  });
});

describe('the window', () => {
  it('says nothing that has no id', () => {
    const folder = path.resolve(import.meta.dirname, '../../renderer');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.tsx'),
    );
    const found = files.filter((name) =>
      />\s*[A-Z][a-z]+ [a-z]+[^<>{}=;()]*</.test(readFileSync(path.join(folder, name), 'utf8')),
    );
    expect(found).toEqual([]);
  });
});

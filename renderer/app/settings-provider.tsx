import { useEffect, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'react-intl';
import type { Settings } from '../../shared/contract/app.ts';
import { useAnswer } from '../data/use-answer.ts';
import { catalogues } from '../texts/catalogues.ts';

/** Until the real ones are known; the tour counts as seen, so that it does not flash up. */
export const firstSettings: Settings = {
  theme: 'system',
  language: 'system',
  restoreFarms: true,
  foldedGroups: [],
  savedFilters: [],
  tourSeen: true,
  notifications: true,
  keepInTray: false,
  confirmQuit: true,
  updateFeed: null,
};

/** The person's settings; the defaults until they are known, so that the first frame does not wait. */
export function useSettings(): Settings {
  return useAnswer('settings:get', []).data ?? firstSettings;
}

export function languageOf(settings: Settings): 'en' | 'de' {
  if (settings.language !== 'system') return settings.language;
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';
}

/** Look and language of everything inside. */
export function SettingsProvider(props: { readonly children: ReactNode }) {
  const settings = useSettings();
  const language = languageOf(settings);
  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    if (settings.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = settings.theme;
  }, [language, settings.theme]);
  return (
    <IntlProvider locale={language} messages={catalogues[language]}>
      <I18nProvider locale={language}>{props.children}</I18nProvider>
    </IntlProvider>
  );
}

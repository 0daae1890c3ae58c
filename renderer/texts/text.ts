import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { Language } from '../../shared/texts/sentence.ts';
import type { Speaker } from '../../shared/texts/speaker.ts';
import { speakers } from '../../shared/texts/speakers.ts';
import type { en } from './en.ts';

export type MessageId = keyof typeof en;
export type TextValues = Readonly<Record<string, string | number>>;

/** Gives the sentence of an id in the person's language. */
export type Text = (id: MessageId, values?: TextValues) => string;

export function useText(): Text {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id }, values), [intl]);
}

/** Names as a list in the person's language: "alpha, beta and gamma". */
export function useNameList(): (names: readonly string[]) => string {
  const intl = useIntl();
  return useCallback((names) => intl.formatList(names), [intl]);
}

/** The language of the window. */
export const useLanguage = (): Language => (useIntl().locale === 'de' ? 'de' : 'en');

/** Says in the person's language what the core or the farm host has to say (shared/texts). */
export const useSay = (): Speaker => speakers[useLanguage()];

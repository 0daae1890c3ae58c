import { useCallback } from 'react';
import { useIntl } from 'react-intl';
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

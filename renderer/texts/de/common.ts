import type { common as english } from '../en/common.ts';

export const common: Readonly<Record<keyof typeof english, string>> = {
  'common.cancel': 'Abbrechen',
  'common.close': 'Schließen',
  'common.retry': 'Noch einmal versuchen',
  'common.undo': 'Rückgängig',
  'common.details': 'Einzelheiten',
  'common.copyDetails': 'Einzelheiten kopieren',
  'common.copied': 'Kopiert',
  'common.copyFailed': 'Die Zwischenablage hat es abgelehnt',
  'common.loading': 'Wird geladen',
  'common.messages': 'Meldungen',
  'common.none': '–',
  'common.more': 'Mehr',
  'common.back': 'Zurück',
  'common.next': 'Weiter',
  'common.search': 'Suchen',
  'common.undone': 'Rückgängig gemacht.',

  'time.now': 'jetzt',
  'time.in': 'in {span}',
  'time.ago': 'vor {span}',
  'time.seconds': '{count} s',
  'time.minutes': '{count} min',
  'time.hours': '{count} h',
  'time.days': '{count, plural, one {# Tag} other {# Tagen}}',
  'time.years': '{count, plural, one {# Jahr} other {# Jahren}}',
};

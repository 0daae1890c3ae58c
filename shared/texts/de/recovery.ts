import type { recovery as english } from '../en/recovery.ts';

export const recovery: Readonly<Record<keyof typeof english, string>> = {
  'recovery.disabled': 'Das Konto {name} ist gesperrt.',
  'recovery.disabled.hint': 'Entsperren Sie es zuerst: Vorher nützt ihm kein Link.',
  'recovery.gone': 'Dieses Konto gibt es nicht mehr.',
  'recovery.notSent': 'Die Mail an {address} wurde nicht gesendet: {reason}',
  'recovery.notSent.hint':
    'Zeigen Sie stattdessen den Link und geben Sie ihn selbst weiter, oder sehen Sie nach den Mail-Optionen des Wikis.',
  'recovery.noAddress': 'Für die Wikis dieses Kontos ist keine Adresse bekannt.',
  'recovery.noAddress.hint': 'Geben Sie einem davon zuerst mit „croft mount“ eine Adresse.',
  'recovery.noMail': 'Kein Wiki dieses Kontos kann Mail senden.',
  'recovery.noMail.hint':
    'Setzen Sie mail_from und mail_smarthost, oder zeigen Sie den Link und geben Sie ihn selbst weiter.',
};

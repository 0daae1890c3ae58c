import type { transfer as english } from '../en/transfer.ts';

export const transfer: Readonly<Record<keyof typeof english, string>> = {
  'transfer.readOnly': 'Diese Farm ist nur zum Lesen geöffnet.',
  'transfer.readOnly.hint': 'Öffnen Sie sie zum Schreiben, um Seiten einzuspielen oder zu reparieren.',
  'transfer.noWiki': 'Dieses Wiki gehört nicht mehr zur Farm.',
  'transfer.notRunning': 'Dieses Wiki läuft nicht.',
  'transfer.notRepaired': '{page} ließ sich nicht reparieren.',
  'transfer.notEnded': 'Das ließ sich nicht zu Ende bringen.',
};

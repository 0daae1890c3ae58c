/** Backups, exports, page packages, repairs. */
export const transfer = {
  'transfer.readOnly': 'This farm is open read-only.',
  'transfer.readOnly.hint': 'Open it for writing to install or repair pages.',
  'transfer.noWiki': 'This wiki is no longer part of the farm.',
  'transfer.notRunning': 'This wiki does not run.',
  'transfer.notRepaired': '{page} could not be repaired.',
  'transfer.notEnded': 'This could not be brought to an end.',
} as const;

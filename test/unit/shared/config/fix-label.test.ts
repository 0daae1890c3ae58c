import { expect, test } from 'vitest';
import { fixLabel } from '../../../../shared/config/fix-label.ts';
import type { OptionEdit } from '../../../../shared/contract/option.ts';
import { speakers } from '../../../../shared/texts/speakers.ts';

const scope = { kind: 'farm' } as const;
const set = (option: string, text: string): OptionEdit => ({ scope, option, change: { kind: 'set', text } });
const unset = (option: string): OptionEdit => ({ scope, option, change: { kind: 'unset' } });

test.each([
  [[unset('cookie_domain')], null, 'Take cookie_domain out', 'cookie_domain herausnehmen'],
  [[set('cookie_secure', 'None')], null, 'Set cookie_secure to None', 'cookie_secure auf None setzen'],
  [[set('secrets', `'${'x'.repeat(32)}'`)], null, 'Set secrets', 'secrets setzen'],
  [
    [unset('trail_sise'), set('trail_size', '7')],
    null,
    'Rename trail_sise to trail_size',
    'trail_sise in trail_size umbenennen',
  ],
  [[set('superuser', '[]')], 'Ann', 'Take Ann out of superuser', 'Ann aus superuser nehmen'],
] as const)('the label of a remedy says shortly what its edit does: %j', (fix, missingAccount, en, de) => {
  const label = fixLabel({ fix: [...fix], missingAccount });
  expect(label && [speakers.en(label), speakers.de(label)]).toEqual([en, de]);
});

test('a finding that no edit mends has no label', () => {
  expect(fixLabel({ fix: null, missingAccount: 'Ann' })).toBeNull();
});

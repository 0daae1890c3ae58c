import { defineCommand } from './command.ts';
import { failed, usage, type Outcome } from './output.ts';
import { sentence } from '../../shared/texts/sentence.ts';

export const openCommand = defineCommand({
  name: 'open',
  forms: ['FARM'],
  options: {},
  run: (_options, words) => open(words),
});

/** The installed `croft` hands this word to the desktop program itself; only without a screen does it arrive here. */
async function open([farm]: readonly string[]): Promise<Outcome> {
  if (farm === undefined) return usage('name the farm to open');
  return failed({
    code: 'unsupported',
    message: sentence('command.noScreen'),
    hint: sentence('command.noScreen.hint', { farm }),
  });
}

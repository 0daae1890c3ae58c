import { farmSharing } from '../api/farm/sharing.ts';
import { openFarm } from './farm.ts';
import { defineCommand } from './command.ts';
import { done, failed, usage, type Outcome } from './output.ts';
import { english } from '../../shared/texts/english.ts';

export const explainCommand = defineCommand({
  name: 'explain',
  forms: ['FARM'],
  options: {},
  run: (_options, words) => explain(words),
});

async function explain(words: readonly string[]): Promise<Outcome> {
  const [directory, ...rest] = words;
  if (directory === undefined || rest.length > 0) return usage('name one farm');
  const farm = await openFarm(directory);
  if (!farm.ok) return failed(farm.error);
  const sharing = farmSharing(farm.value.context);
  await farm.value.close();
  const text = sharing.pairs
    .map((pair) => `${pair.a} and ${pair.b}: ${pair.login}. ${english(pair.why)}\n`)
    .join('');
  return done(text || 'The farm has one wiki; there is nothing to share.\n', sharing);
}

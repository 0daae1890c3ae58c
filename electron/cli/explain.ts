import { parseArgs } from 'node:util';
import { farmSharing } from '../api/farm/sharing.ts';
import { openFarm } from './farm.ts';
import { done, failed, usage, type Outcome } from './output.ts';

/** Which wikis share what, and why. */
export async function explainCommand(words: readonly string[]): Promise<Outcome> {
  const { positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const [directory, ...rest] = positionals;
  if (directory === undefined || rest.length > 0) return usage('name one farm');
  const farm = await openFarm(directory);
  if (!farm.ok) return failed(farm.error);
  const sharing = farmSharing(farm.value.context);
  await farm.value.close();
  const text = sharing.pairs.map((pair) => `${pair.a} and ${pair.b}: ${pair.login}. ${pair.why}\n`).join('');
  return done(text || 'The farm has one wiki; there is nothing to share.\n', sharing);
}

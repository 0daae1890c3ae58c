import path from 'node:path';
import { expect, test } from 'vitest';
import { kind } from '../../golden/kinds/config.ts';

test('every golden case of config passes', { timeout: 60_000 }, async () => {
  const failed: string[] = [];
  let total = 0;
  for await (const result of kind.run(path.resolve(import.meta.dirname, '../../golden/config'))) {
    total++;
    if (!result.passed) failed.push(`${result.name}: ${result.difference}`);
  }
  expect(failed, failed.join('\n')).toEqual([]);
  expect(total).toBeGreaterThan(0);
});

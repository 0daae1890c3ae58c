import path from 'node:path';
import { expect, test } from 'vitest';
import { kind } from '../../golden/kinds/storage.ts';

test('every golden case of wiki data on disk passes', { timeout: 120_000 }, async () => {
  const failed: string[] = [];
  let total = 0;
  for await (const result of kind.run(path.resolve(import.meta.dirname, '../../golden/storage'))) {
    total++;
    if (!result.passed) failed.push(`${result.tags.join()} ${result.name}: ${result.difference ?? ''}`);
  }
  expect(failed).toEqual([]);
  expect(total).toBeGreaterThan(1000);
});

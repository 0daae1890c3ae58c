import path from 'node:path';
import { expect, test } from 'vitest';
import { kind } from '../../golden/kinds/sessions.ts';

test('every case of golden/sessions passes', { timeout: 60_000 }, async () => {
  const failures: string[] = [];
  let total = 0;
  for await (const result of kind.run(path.resolve(import.meta.dirname, '../../golden/sessions'))) {
    total += 1;
    if (!result.passed) failures.push(`${result.tags.join('/')} ${result.name}: ${result.difference ?? ''}`);
  }
  expect(failures).toEqual([]);
  expect(total).toBeGreaterThan(100);
});

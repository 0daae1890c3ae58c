import path from 'node:path';
import { expect, test } from 'vitest';
import type { CaseResult } from '../../golden/kind.ts';
import { run as runDiff } from '../../golden/kinds/actions/diff.ts';
import { run as runSearch } from '../../golden/kinds/actions/search.ts';

const directory = path.resolve(import.meta.dirname, '../../golden/actions');

async function failures(results: AsyncIterable<CaseResult>): Promise<{ failed: string[]; total: number }> {
  const failed: string[] = [];
  let total = 0;
  for await (const result of results) {
    total++;
    if (!result.passed) failed.push(`${result.name}: ${result.difference ?? ''}`);
  }
  return { failed, total };
}

test('every golden query finds what it must', { timeout: 60_000 }, async () => {
  expect(await failures(runSearch(directory))).toEqual({ failed: [], total: 174 });
});

test('every golden difference is found', async () => {
  expect(await failures(runDiff(directory))).toEqual({ failed: [], total: 46 });
});

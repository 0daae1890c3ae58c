import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** The tests that judge a mutant: those named by build/mutate.mjs, else every unit test that leads to the file. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  test: {
    include: JSON.parse(process.env['CROFT_MUTATE_TESTS'] ?? '["test/unit/**/*.test.ts"]') as string[],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

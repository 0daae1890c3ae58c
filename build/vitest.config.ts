import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** What every suite has; waiting for a state is patient (test/support/patience.ts). */
const patient = {
  setupFiles: ['test/support/patience.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 30_000 } },
};

/** Four suites, one config; each runs alone as `npm run test:unit|component|integration|e2e`. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        // Limits catch what hangs, not what is slow: two cores are shared by whoever is there.
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          ...patient,
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          include: ['test/component/**/*.test.tsx'],
          environment: 'jsdom',
          ...patient,
          setupFiles: [...patient.setupFiles, 'test/component/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          ...patient,
        },
      },
      {
        // One process that patches the disk, and children that are killed: alone, so that days can be counted.
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          environment: 'node',
          testTimeout: 240_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        // The packed program and a browser: needs `npm run test:e2e`, which prepares them.
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          // Programs, screens and a busy machine: where a whole run hangs on it, a step may be tried twice; the report says so.
          retry: process.env['CI'] ? 1 : 0,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
});

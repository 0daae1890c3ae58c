// `npm run mutate [-- FILE…]`: changes rules in one place at a time (Stryker) and tells which changes no test notices.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** The rules that decide who one is, for how long, what one may, and what is written: each with the tests that hold it. */
const rules = [
  {
    files: ['electron/session/ticket.ts', 'electron/session/identity.ts'],
    tests: ['test/unit/session/ticket.test.ts', 'test/unit/session/identity.test.ts'],
  },
  {
    files: ['electron/user/{login,login-delay,superuser,switch-user}.ts'],
    tests: ['test/unit/user/login.test.ts', 'test/unit/user/switch-user.test.ts'],
  },
  {
    files: ['shared/session/{lifetime,sharing}.ts'],
    tests: ['test/unit/shared/session/{lifetime,sharing,sharing-reasons}.test.ts'],
  },
  { files: ['electron/config/lifetime.ts'], tests: ['test/unit/config/lifetime.test.ts'] },
  {
    files: ['electron/page/{acl,page-rights,groups}.ts'],
    tests: ['test/unit/page/{acl,page-rights,groups}.test.ts'],
  },
  {
    files: ['electron/config/edit/{apply,plan,judge,list-lines}.ts'],
    tests: ['test/unit/config/{edit,edit-apply,edit-plan}.test.ts', 'test/unit/api/config-edits.test.ts'],
  },
];

const leastPercent = 90;
const chosen = process.argv.slice(2);
const isDefault = chosen.length === 0;
const output = path.join(root, 'test-output');
const settings = {
  mutate: isDefault ? rules.flatMap(({ files }) => files) : chosen,
  mutator: {
    // Nearly every text and object stands where the compiler takes no other: no test has to find what can't be built.
    excludedMutations: ['StringLiteral', 'ObjectLiteral'],
  },
  testRunner: 'vitest',
  vitest: { configFile: 'build/vitest.mutate.ts', related: true },
  // Stryker would rewrite a tsconfig.json by TypeScript's old API; there is nothing to rewrite.
  tsconfigFile: 'build/no-tsconfig.json',
  disableTypeChecks: false,
  ignorePatterns: ['/dist', '/out', '/test-output', '/test/golden/markup', '/test/golden/actions'],
  tempDirName: 'test-output/stryker',
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'test-output/mutation.json' },
  thresholds: { high: 95, low: leastPercent, break: isDefault ? leastPercent : null },
};
mkdirSync(output, { recursive: true });
const file = path.join(output, 'stryker.config.json');
writeFileSync(file, JSON.stringify(settings, null, 2));
const child = spawn(path.join(root, 'node_modules/.bin/stryker'), ['run', file], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    ...(isDefault ? { CROFT_MUTATE_TESTS: JSON.stringify(rules.flatMap(({ tests }) => tests)) } : {}),
  },
});
child.on('exit', (code) => (process.exitCode = code ?? 1));

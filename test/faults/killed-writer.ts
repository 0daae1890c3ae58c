import { writeSync } from 'node:fs';
import path from 'node:path';
import { farmRequests } from '../../shared/contract.ts';
import { openFarmApi } from '../../electron/api/farm-api.ts';
import { restoreFarm } from '../../electron/farm/backup/restore-farm.ts';
import { openPageStore } from '../../electron/page/page-store.ts';
import { profileDefaults } from '../../electron/user/profile.ts';
import { openUserStore } from '../../electron/user/user-store.ts';
import { testSettings } from '../fakes/wiki-settings.ts';
import { anybody, labSettings } from '../golden/kinds/storage/support.ts';

/**
 * Makes changes of one kind, as fast as it can, until it is killed. Each change has a number that it leaves in the farm; once it
 * is acknowledged the number goes out as a line of its own.
 *
 * Run as `node killed-writer.mjs KIND ROOT FIRST`: numbers count up from FIRST.
 */
const [kind = '', root = '', first = '0'] = process.argv.slice(2);
const farm = path.join(root, 'farm');

const pages = openPageStore({
  dataDir: path.join(farm, 'alpha', 'data'),
  underlayDir: null,
  settings: { ...labSettings, compatibility: 'default' },
  nowMicroseconds: () => Date.now() * 1000,
  log: () => undefined,
});
const author = anybody({ userId: '1.1.1' });
const must = (is: boolean, what: string): void => {
  if (!is) throw new Error(`${what} was refused`);
};

async function optionEdits(): Promise<(number: number) => Promise<void>> {
  const opened = await openFarmApi({
    farmId: 'farm',
    directory: farm,
    readOnly: false,
    trusted: false,
    stateDirectory: path.join(root, 'state'),
    port: null,
    allowedHosts: [],
  });
  if (!opened.ok) throw new Error('the farm did not open');
  return async (number) => {
    const change = { kind: 'set', text: String(number) };
    const edits = [{ scope: { kind: 'farm' }, option: 'trail_size', change }];
    const previewed = await opened.value.request('option:preview', ['farm', edits]);
    if (!previewed.ok) throw new Error('the preview was refused');
    const { revision } = farmRequests['option:preview'].value.parse(previewed.value);
    must((await opened.value.request('option:apply', ['farm', revision, edits])).ok, 'the edit');
  };
}

function profiles(): (number: number) => Promise<void> {
  const accounts = openUserStore({
    directory: path.join(farm, 'shared', 'user'),
    defaults: profileDefaults(testSettings(root, {})),
    nowSeconds: () => Math.floor(Date.now() / 1000),
  });
  return async (number) => {
    const joe = await accounts.findByName('JoeDoe');
    must(
      (await accounts.update(joe?.id ?? '', { aliasname: `${number} ${'x'.repeat(3000)}` })) !== null,
      'it',
    );
  };
}

const content = (number: number): Buffer => Buffer.from(`${number} ${'x'.repeat(200_000)} end`);
const target = (number: number): string => path.join(root, 'restored', String(number));

const changes: Readonly<Record<string, () => Promise<(number: number) => Promise<void>>>> = {
  'page saves': () =>
    Promise.resolve(async (number) => {
      const text = `${number} ${'x'.repeat(3000)} end\n`;
      must((await pages.save({ name: 'OtherPage', text, author, variables: null })).ok, 'the save');
    }),
  attachments: () =>
    Promise.resolve(async (number) => {
      const file = { fileName: 'a.txt', content: content(number), overwrite: true };
      must((await pages.attach({ name: 'OtherPage', ...file, author })).ok, 'the attachment');
    }),
  'option edits': optionEdits,
  'profile saves': () => Promise.resolve(profiles()),
  restores: () =>
    Promise.resolve(async (number) => {
      const restored = await restoreFarm(path.join(root, 'farm.zip'), target(number), {
        progress: () => undefined,
      });
      must(restored.ok, 'the restore');
    }),
};

const change = await changes[kind]?.();
for (let number = Number(first); change !== undefined; number++) {
  await change(number);
  writeSync(1, `${number}\n`);
}

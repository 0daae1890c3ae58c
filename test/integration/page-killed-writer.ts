import path from 'node:path';
import { openPageStore } from '../../electron/page/page-store.ts';
import { anybody, labSettings } from '../golden/kinds/storage/support.ts';
import { failDisk } from '../support/failing-disk.ts';

/**
 * Makes one change and dies before its n-th call to the disk (`N`), as by a power cut of the process; says `done after` how many when
 * it came to its end.
 */
const [root = '', change = '', nth = ''] = process.argv.slice(2);
const author = anybody({ userId: '1.1.1' });
const store = openPageStore({
  dataDir: path.join(root, 'data'),
  underlayDir: null,
  settings: { ...labSettings, compatibility: 'default' },
  nowMicroseconds: () => Date.now() * 1000,
  log: () => undefined,
});
const content = Buffer.from('newer words');
const make = {
  save: () => store.save({ name: 'P', text: 'new words\n', author, variables: null }),
  create: () => store.save({ name: 'Q', text: 'new words\n', author, variables: null }),
  deprecated: () => store.save({ name: 'Old', text: '#deprecated\nnew words\n', author, variables: null }),
  delete: () => store.delete({ name: 'P', author }),
  rename: () => store.rename({ name: 'P', to: 'Q', author, variables: null }),
  attach: () => store.attach({ name: 'P', fileName: 'a.txt', content, overwrite: true, author }),
}[change];

let calls = 0;
failDisk(() => {
  calls += 1;
  if (calls === Number(nth)) process.kill(process.pid, 'SIGKILL');
  return null;
});
const outcome = await make?.();
process.stdout.write(outcome?.ok === true ? `done after ${calls}` : 'refused');
process.exit(0);

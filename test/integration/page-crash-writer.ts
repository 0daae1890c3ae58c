import path from 'node:path';
import { openPageStore } from '../../electron/page/page-store.ts';
import { anybody, labSettings } from '../golden/kinds/storage/support.ts';

/** Saves until it is killed, as fast as it can; says on its standard output what was acknowledged. */
const [root = '', name = ''] = process.argv.slice(2);
const store = openPageStore({
  dataDir: path.join(root, 'data'),
  underlayDir: null,
  settings: labSettings,
  nowMicroseconds: () => Date.now() * 1000,
  log: () => undefined,
});

for (let turn = 0; ; turn++) {
  const page = `${name}${turn % 3}`;
  const text = `${process.pid} ${turn} ${'x'.repeat(2000)} end\n`;
  const author = anybody({ userId: String(process.pid) });
  const saved = await store.save({ name: page, text, author, variables: null });
  if (saved.ok) process.stdout.write(`${JSON.stringify({ page, revision: saved.value.revision, turn })}\n`);
  else process.stdout.write(`${JSON.stringify({ page, refused: saved.error })}\n`);
}

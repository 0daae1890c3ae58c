import { createHash, randomBytes, randomInt } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createSessionService } from '../../electron/session/create-session-service.ts';
import { FileSessionStore } from '../../electron/session/file-store.ts';
import type { SessionEvent, Visitor } from '../../electron/session/session-service.ts';
import { pyInt, pyStr, pyUnicode } from '../../shared/python-value.ts';
import { defaultSessionSettings } from '../../shared/session/session-settings.ts';

/**
 * A Croft process that does nothing but answer requests of a few sessions, until it is killed or `ROUNDS` are done.
 *
 * Run as `node session-writer.mjs DIRECTORY USER ROUNDS SID...`. Each request is a login of USER that counts up
 * `count.USER` and stores a text with its checksum; after each answered request one line `SID COUNT` goes out.
 */
const [directory = '', user = '', rounds = '0', ...sids] = process.argv.slice(2);

const failures: SessionEvent[] = [];
const service = createSessionService({
  settings: { ...defaultSessionSettings, compatibility: 'strict' },
  siteid: 'wikiconfig',
  store: new FileSessionStore(directory, {
    processId: process.pid,
    randomInteger: (below) => randomInt(below),
  }),
  randomBytes,
  report: (event) => failures.push(event),
});
const address = { serverPort: 80, mountPath: '' };
const visitor: Visitor = {
  valid: true,
  id: '1700000000.22.1002',
  authMethod: 'moin',
  authAttribs: [],
  rememberMe: true,
  switchedTo: null,
};

for (let round = 0; round < Number(rounds); round += 1) {
  const sid = sids[round % sids.length] ?? '';
  const nowSeconds = Date.now() / 1000;
  const session = await service.getSession({
    cookieHeader: `MOIN_SESSION_80_ROOT=${sid}`,
    address,
    nowSeconds,
  });
  const stored = session.get(`count.${user}`);
  const count = stored?.type === 'int' ? Number(stored.value) + 1 : 1;
  const text = randomBytes(randomInt(1, 1500)).toString('hex');
  session.set(`count.${user}`, pyInt(count));
  session.set('text', pyUnicode(text));
  session.set('checksum', pyStr(createHash('sha1').update(text).digest('hex')));
  const result = await service.finalize({ session, visitor, address, isHttps: false, nowSeconds });
  if (result.stored === 'written') writeSync(1, `${sid} ${count}\n`);
}
if (failures.length > 0) {
  writeSync(2, JSON.stringify(failures));
  process.exitCode = 1;
}

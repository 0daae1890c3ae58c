import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FarmHost } from '../../electron/farm/farm-host.ts';
import { wikiOpener } from '../../electron/farm/open-wiki.ts';
import type { RunWiki } from '../../electron/farm/run-wiki.ts';
import { sentence } from '../../shared/texts/sentence.ts';
import { temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';
import { english } from '../../shared/texts/english.ts';

let farm: TemporaryFarm;
let stateDirectory: string;
const hosts: FarmHost[] = [];
beforeEach(async () => {
  farm = await temporaryFarm();
  stateDirectory = await mkdtemp(path.join(os.tmpdir(), 'croft-state-'));
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
  await farm.remove();
  await rm(stateDirectory, { recursive: true, force: true });
});

async function open(around: (run: RunWiki) => RunWiki = (run) => run): Promise<FarmHost> {
  const opened = await FarmHost.open(
    {
      farmId: 'farm',
      directory: farm.directory,
      readOnly: false,
      trusted: false,
      stateDirectory,
      port: null,
      allowedHosts: [],
    },
    { nowMs: Date.now, runWiki: (host) => around(wikiOpener(host, Date.now)) },
  );
  if (!opened.ok) throw new Error(english(opened.error.message));
  hosts.push(opened.value);
  return opened.value;
}

const states = (host: FarmHost) => Object.fromEntries(host.wikis.map(({ id, state }) => [id, state.kind]));
const close = async (host: FarmHost): Promise<void> => {
  hosts.splice(hosts.indexOf(host), 1);
  await host.close();
};

describe('a wiki that crashes when it is started', () => {
  it('takes no other with it, waits at the next start, and starts when a person says so', async () => {
    let starts = 0;
    const crashing = await open((run) => async (settings, model) => {
      if (model.id !== 'alpha') return run(settings, model);
      starts += 1;
      throw new Error('a defect');
    });
    expect(states(crashing)).toMatchObject({ alpha: 'failed', beta: 'running' });
    expect(crashing.wiki('alpha')?.state).toMatchObject({
      error: { detail: expect.stringContaining('a defect') as string },
    });
    await fetch(`http://localhost:${crashing.mainPort}/alpha/FrontPage`);
    expect(starts).toBe(1);
    await close(crashing);

    const again = await open();
    expect(states(again)).toMatchObject({ alpha: 'failed', beta: 'running' });
    expect(again.log.lastProblem('alpha')).toBeNull();
    await again.startWikis(['alpha']);
    expect(states(again)).toMatchObject({ alpha: 'running' });
    await close(again);
    expect(states(await open())).toMatchObject({ alpha: 'running' });
  });

  it('is known by its mark when it took the whole process down, and says so in the log', async () => {
    const marks = path.join(stateDirectory, 'starting');
    await mkdir(marks, { recursive: true });
    await writeFile(path.join(marks, 'beta'), '');
    const host = await open();
    expect(states(host)).toMatchObject({ alpha: 'running', beta: 'failed' });
    expect(host.log.lastProblem('beta')?.text).toEqual(sentence('farm.crashed', { wiki: 'beta' }));
    expect(await readdir(marks).catch(() => [])).toEqual([]);
  });
});

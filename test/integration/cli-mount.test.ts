import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mountCommand } from '../../electron/cli/mount.ts';
import { configCommand } from '../../electron/cli/config.ts';
import { temporaryFarm, pathPlan, type TemporaryFarm } from '../fakes/temporary-farm.ts';

let farm: TemporaryFarm | null = null;
afterEach(async () => {
  await farm?.remove();
  farm = null;
});

describe('croft mount', () => {
  it('tells, sets and forgets where a wiki of a collection is mounted', async () => {
    farm = await temporaryFarm({ ...pathPlan, topology: 'separate', shareLogin: false });
    const told = await mountCommand.run([farm.directory, '--wiki', 'alpha']);
    expect(told).toMatchObject({ kind: 'done', json: { id: 'alpha', mount: '/alpha' } });
    const set = await mountCommand.run([farm.directory, '--wiki', 'alpha', '--mount', '/first/']);
    expect(set).toMatchObject({
      json: { mount: '/first', url: expect.stringMatching(/\/first\/$/) as string },
    });
    const kept = JSON.parse(await readFile(path.join(farm.directory, 'croft.json'), 'utf8')) as unknown;
    expect(kept).toMatchObject({ wikis: { alpha: { mount: '/first' } } });
    const inferred = await mountCommand.run([farm.directory, '--wiki', 'alpha', '--infer']);
    expect(inferred).toMatchObject({ json: { mount: '/alpha' } });
  });

  it('refuses a mount that is no path, and says what is known', async () => {
    farm = await temporaryFarm();
    expect(await mountCommand.run([farm.directory, '--wiki', 'alpha', '--mount', 'first'])).toMatchObject({
      kind: 'failed',
      error: { code: 'bad-argument' },
    });
    expect(await mountCommand.run([farm.directory, '--wiki', 'gamma'])).toMatchObject({ kind: 'failed' });
  });

  it('is what the check proposes when two wikis have one address', async () => {
    farm = await temporaryFarm({ ...pathPlan, topology: 'separate', shareLogin: false });
    await mountCommand.run([farm.directory, '--wiki', 'beta', '--mount', '/alpha']);
    const checked = await configCommand.run(['check', farm.directory]);
    expect(checked).toMatchObject({ kind: 'done', text: expect.stringContaining('croft mount') as string });
  });
});

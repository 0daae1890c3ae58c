import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StartMarks } from '../../../electron/farm/start-marks.ts';
import { failDisk } from '../../support/failing-disk.ts';

let state: string;
beforeEach(async () => void (state = await mkdtemp(path.join(tmpdir(), 'croft-marks-'))));
afterEach(() => rm(state, { recursive: true }));

it('leaves the mark of a start that ended the process, and no other', async () => {
  await new StartMarks(state).during('quiet', () => Promise.resolve());
  expect(new StartMarks(state).takeLeftOver()).toEqual([]);
  void new StartMarks(state).during('häßlich/1', () => new Promise<never>(() => undefined));
  expect(new StartMarks(state).takeLeftOver()).toEqual(['häßlich/1']);
  expect(new StartMarks(state).takeLeftOver()).toEqual([]);
});

it('starts a wiki although no mark can be made', async () => {
  const disk = failDisk(({ operation }) => (operation === 'mkdir' ? 'EIO' : null));
  const started = new StartMarks(state).during('alpha', () => Promise.resolve('started'));
  disk.restore();
  expect(await started).toBe('started');
  expect(new StartMarks(state).takeLeftOver()).toEqual([]);
});

it('a mark that can not be taken away for a moment is no crash', async () => {
  let refusals = 1;
  const disk = failDisk(({ operation }) => (operation === 'rm' && refusals-- > 0 ? 'EACCES' : null));
  const started = await new StartMarks(state).during('alpha', () => Promise.resolve('started'));
  disk.restore();
  expect(refusals).toBeLessThan(1);
  expect(started).toBe('started');
  expect(new StartMarks(state).takeLeftOver()).toEqual([]);
});

import { EventEmitter } from 'node:events';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  caughtBy,
  guarded,
  heard,
  inBackground,
  onFault,
  reportFault,
  tellAll,
} from '../../../electron/base/guard.ts';

let told: string[];
let forget: () => void;
beforeEach(() => {
  told = [];
  forget = onFault((what, error) => told.push(`${what}: ${String(error)}`));
});
afterEach(() => forget());

test('what a listener throws is told, and the emitter goes on', () => {
  const emitter = new EventEmitter();
  const heard: string[] = [];
  emitter.on(
    'part',
    guarded('a form', () => {
      throw new Error('no name');
    }),
  );
  emitter.on('part', () => heard.push('second'));
  emitter.emit('part');
  expect(told).toEqual(['a form: Error: no name']);
  expect(heard).toEqual(['second']);
});

test('what a listener rejects with is told', async () => {
  guarded('work', () => Promise.reject(new Error('later')))();
  await Promise.resolve();
  await Promise.resolve();
  expect(told).toEqual(['work: Error: later']);
});

test('a log that fails silences no other, and one listener no other', () => {
  const forgetBroken = onFault(() => {
    throw new Error('full disk');
  });
  reportFault('one', 'reason');
  forgetBroken();
  expect(told).toEqual(['one: reason']);
  const heard: string[] = [];
  tellAll('event', [
    () => {
      throw new Error('first');
    },
    () => heard.push('second'),
  ]);
  expect(heard).toEqual(['second']);
  expect(told).toHaveLength(2);
});

test('where somebody waits, they get what a listener throws', async () => {
  const waiting = new Promise((_resolve, reject) => {
    caughtBy(reject, () => {
      throw new Error('no name');
    })();
  });
  await expect(waiting).rejects.toThrow('no name');
  expect(told).toEqual([]);
});

test('work that nobody awaits is told when it fails, at once or later', async () => {
  inBackground('now', () => {
    throw new Error('a');
  });
  inBackground('soon', () => Promise.reject(new Error('b')));
  await vi.waitFor(() => expect(told).toEqual(['now: Error: a', 'soon: Error: b']));
});

test('an emitter that is heard ends nothing by its error', () => {
  const errors: string[] = [];
  const emitter = heard(new EventEmitter(), ({ message }) => errors.push(message));
  emitter.emit('error', new Error('gone'));
  heard(new EventEmitter(), () => {
    throw new Error('in the listener');
  }).emit('error', new Error('gone'));
  expect(errors).toEqual(['gone']);
  expect(told).toEqual(['an error listener: Error: in the listener']);
});

test('the last net tells and lets the process go on', async () => {
  const { code } = await transform(readFileSync('electron/base/guard.ts', 'utf8'), { loader: 'ts' });
  const program = `${code}
    spreadLastNet();
    setTimeout(() => { throw new Error('thrown') });
    setTimeout(() => { Promise.reject(new Error('rejected')) }, 1);
    setTimeout(() => console.log('alive'), 50);
  `;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    program,
  ]);
  expect(stdout).toBe('alive\n');
  expect(stderr).toContain('Error: thrown');
  expect(stderr).toContain('Error: rejected');
});

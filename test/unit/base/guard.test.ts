import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { guarded, onFault, reportFault, tellAll } from '../../../electron/base/guard.ts';

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

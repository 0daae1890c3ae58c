import { expect, it, vi } from 'vitest';
import { CurrentState } from '../../../electron/farm/current-state.ts';
import { ok } from '../../../shared/result.ts';
import { testSettings } from '../../fakes/wiki-settings.ts';

it('opens nothing once it is closed, and closes when what was being opened is there', async () => {
  const steps: string[] = [];
  let finish = (): void => undefined;
  const slow = new Promise<void>((resolve) => (finish = resolve));
  const settings = testSettings('/nowhere');
  const states = await CurrentState.open(settings, async () => {
    steps.push('open');
    if (steps.length > 1) await slow;
    steps.push('opened');
    return ok({ settings });
  });
  if (!states.ok) throw new Error('not opened');
  const replaced = states.value.replace();
  await vi.waitFor(() => expect(steps).toHaveLength(3));
  const closed = states.value.close().then(() => steps.push('closed'));
  const late = states.value.replace();
  finish();
  await Promise.all([replaced, closed, late]);
  expect(steps).toEqual(['open', 'opened', 'open', 'opened', 'closed']);
});

import './browser-gaps.ts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { firstSettings } from '../../renderer/app/settings-provider.tsx';
import { ok } from '../../shared/result.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';

const firstTime = { 'settings:get': () => ok({ ...firstSettings, tourSeen: false }) };
const findTour = () => screen.findByRole('region', { name: 'Tour' });

describe('the tour', () => {
  it('comes by itself over the first open farm, leaves the focus alone, and is remembered when closed', async () => {
    const { user, bridge } = renderWindow({ at: '#/farm/garden', answers: firstTime });
    const tour = await findTour();
    expect(tour).toHaveTextContent('Step 1 of 5');
    expect(tour).not.toHaveFocus();
    await expectAccessible();
    await user.click(within(tour).getByRole('button', { name: 'Close the tour' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Tour' })).not.toBeInTheDocument());
    expect(bridge.asked.find(({ name }) => name === 'settings:set')?.args).toEqual([{ tourSeen: true }]);
  });

  it('walks through the views by keyboard to its end', async () => {
    const { user } = renderWindow({ at: '#/help' });
    await user.click(await screen.findByRole('button', { name: 'Start the tour' }));
    const tour = await findTour();
    await waitFor(() => expect(tour).toHaveFocus());
    const titles: string[] = [];
    for (let step = 1; step <= 5; step += 1) {
      await screen.findByText(`Step ${step} of 5`);
      titles.push(within(await findTour()).getByRole('heading').textContent);
      if (step < 5) {
        const next = within(await findTour()).getByRole('button', { name: 'Next' });
        act(() => next.focus());
        await user.keyboard('{Enter}');
      }
    }
    expect(titles).toEqual([
      'The wikis of this farm',
      'Who is logged in',
      'What decides about logins',
      'Which wikis share a login',
      'Being somebody else',
    ]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Tour' })).not.toBeInTheDocument());
  });

  it('does not come to somebody who has seen it', async () => {
    renderWindow({ at: '#/farm/garden' });
    await screen.findAllByText('Alpha garden');
    expect(screen.queryByRole('region', { name: 'Tour' })).not.toBeInTheDocument();
  });
});

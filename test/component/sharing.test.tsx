import './browser-gaps.ts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible, renderWindow } from './render-window.tsx';

const at = '#/farm/garden/sharing';

describe('the sharing view', () => {
  it('shows every pair in words beside the picture', async () => {
    renderWindow({ at });
    const table = await screen.findByRole('table', { name: 'Pairs of wikis' });
    expect(within(table).getByRole('row', { name: /alpha – beta/ })).toHaveTextContent('One login');
    expect(within(table).getByRole('row', { name: /alpha – gamma/ })).toHaveTextContent('Independent');
    await expectAccessible();
  });

  it('explains two wikis in four steps', async () => {
    const { user } = renderWindow({ at });
    const picture = await screen.findByRole('group', { name: 'Who shares a login' });
    await user.click(within(picture).getByRole('button', { name: 'alpha' }));
    await user.click(within(picture).getByRole('button', { name: 'gamma' }));
    const why = screen.getByRole('complementary', { name: 'Why' });
    expect(within(why).getByText(/alpha and gamma each have their own login/)).toBeVisible();
    const steps = within(why).getAllByRole('listitem');
    expect(steps).toHaveLength(4);
    expect(steps[1]).toHaveTextContent(
      'Is the cookie name equal? No.alpha looks for MOIN_SESSION_garden, gamma for MOIN_SESSION_gamma.',
    );
    expect(steps[2]).toHaveTextContent('Not asked any more.');
  });

  it('tries values without touching anything, then stages them', async () => {
    const { user, bridge } = renderWindow({ at });
    await user.type(await screen.findByRole('textbox', { name: 'cookie_name' }), 'one');
    expect(await screen.findByText('This is how it would be. Nothing is changed.')).toBeVisible();
    expect(await screen.findAllByText('They log each other out')).toHaveLength(3);
    expect(bridge.asked.some(({ name }) => name === 'option:apply')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Stage these changes' }));
    expect(await screen.findByRole('dialog', { name: 'Review 1 change' })).toBeVisible();
    expect(bridge.asked.findLast(({ name }) => name === 'option:preview')?.args[1]).toEqual([
      { scope: { kind: 'farm' }, option: 'cookie_name', change: { kind: 'set', text: "'one'" } },
    ]);
  });
});

import './browser-gaps.ts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok } from '../../shared/result.ts';
import { farms, gardenFarm } from '../fakes/garden.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';

const arranged = (bridge: ReturnType<typeof renderWindow>['bridge']) =>
  bridge.asked.filter(({ name }) => name === 'farm:arrange').map(({ args }) => args[0]);

describe('the order of farms', () => {
  it('moves a farm with Alt and an arrow, and says where it stands', async () => {
    const { user, bridge } = renderWindow({ at: '#/create' });
    const intranet = await screen.findByRole('link', { name: /Intranet/ });
    act(() => intranet.focus());
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(arranged(bridge)).toEqual([
      [
        { farmId: 'intranet', group: 'Work' },
        { farmId: 'garden', group: 'Work' },
        { farmId: 'recipes', group: 'Home' },
      ],
    ]);
    expect(await screen.findByText('Intranet stands at place 1 of 3 now, group Work.')).toBeInTheDocument();
  });

  it('follows a new order told by the host', async () => {
    const { bridge } = renderWindow({ at: '#/create' });
    await screen.findByRole('link', { name: /Intranet/ });
    act(() => bridge.tell('farm:arranged', farms.toReversed()));
    await waitFor(() => {
      const groups = screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent);
      expect(groups.slice(0, 2)).toEqual(['Home', 'Work']);
    });
  });

  it('moves a farm by the menu of its header', async () => {
    const { user, bridge } = renderWindow({ at: '#/farm/garden' });
    await user.click(await screen.findByRole('button', { name: 'More about Garden farm' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Move down in the list' }));
    expect(arranged(bridge)[0]).toMatchObject([{ farmId: 'intranet' }, { farmId: 'garden' }, {}]);
  });
});

describe('groups of farms', () => {
  it('folds a group and keeps it folded, but a filter still finds what is in it', async () => {
    const { user } = renderWindow({ at: '#/create' });
    const heading = await screen.findByRole('button', { name: 'Work, 2 farms' });
    expect(heading).toHaveAttribute('aria-expanded', 'true');
    await user.click(heading);
    await waitFor(() => expect(heading).toHaveAttribute('aria-expanded', 'false'));
    expect(screen.queryByRole('link', { name: /Garden farm/ })).not.toBeInTheDocument();
    await expectAccessible();
    await user.type(screen.getByRole('searchbox', { name: 'Filter farms' }), 'gard');
    expect(screen.getByRole('link', { name: /Garden farm/ })).toBeVisible();
  });

  it('renames a group by its menu', async () => {
    const { user, bridge } = renderWindow({ at: '#/create' });
    await user.click(await screen.findByRole('button', { name: 'More about the group Work' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Rename the group Work' }));
    const field = await screen.findByRole('textbox', { name: 'Group' });
    await user.clear(field);
    await user.type(field, 'Office');
    await user.click(screen.getByRole('button', { name: 'Rename group' }));
    expect(arranged(bridge)[0]).toMatchObject([
      { farmId: 'garden', group: 'Office' },
      { farmId: 'intranet', group: 'Office' },
      { farmId: 'recipes', group: 'Home' },
    ]);
  });
});

describe('several at once', () => {
  it('starts the ticked farms, opening those that are closed, and names how many', async () => {
    const closed = { ...gardenFarm, id: 'shed', name: 'Shed', state: { kind: 'closed' } as const };
    const { user, bridge } = renderWindow({
      answers: { 'farm:list': () => ok([...farms, closed]), 'farm:reopen': () => ok(null) },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Choose Garden farm' }));
    await user.click(screen.getByRole('checkbox', { name: 'Choose Shed' }));
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Start 2 farms' }));
    expect(await screen.findByText('Started Garden farm and Shed.')).toBeVisible();
    const asked = bridge.asked.map(({ name, args }) => [name, args[0]]);
    expect(asked).toContainEqual(['farm:reopen', 'shed']);
    expect(asked).toContainEqual(['wiki:start', 'garden']);
    expect(asked).not.toContainEqual(['wiki:start', 'intranet']);
  });

  it('stops exactly the ticked wikis, with Shift those between', async () => {
    const { user, bridge } = renderWindow({ at: '#/farm/garden' });
    await user.click(await screen.findByRole('checkbox', { name: 'Choose Alpha garden' }));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('checkbox', { name: 'Choose Gamma shed' }));
    await user.keyboard('{/Shift}');
    expect(screen.getByText('3 wikis chosen')).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: 'Choose Beta orchard' }));
    await user.click(screen.getByRole('button', { name: 'Stop 2 wikis' }));
    expect(bridge.asked.find(({ name }) => name === 'wiki:stop')?.args).toEqual([
      'garden',
      ['alpha', 'gamma'],
    ]);
    expect(within(screen.getByRole('row', { name: /Beta orchard/ })).getByRole('checkbox')).not.toBeChecked();
  });
});

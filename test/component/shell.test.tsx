import './browser-gaps.ts';
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok } from '../../shared/result.ts';
import { gardenFarm } from '../fakes/garden.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';

describe('the frame', () => {
  it('lists farms under their groups with state as word, shape and number', async () => {
    renderWindow({ at: '#/create' });
    const work = await screen.findByRole('region', { name: 'Work' });
    const garden = within(work).getByRole('link', { name: /Garden farm/ });
    expect(within(garden).getByRole('img', { name: 'Failed' })).toBeInTheDocument();
    expect(garden).toHaveTextContent('1 failed');
    expect(screen.getByRole('link', { name: /Recipes/ })).toHaveTextContent('Folder is missing');
  });

  it('filters farms by name and path, and says when none fits', async () => {
    const { user } = renderWindow({ at: '#/create' });
    const filter = await screen.findByRole('searchbox', { name: 'Filter farms' });
    await screen.findByRole('link', { name: /Recipes/ });
    await user.type(filter, 'stick');
    expect(screen.queryByRole('link', { name: /Garden farm/ })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Recipes/ })).toBeVisible();
    await user.type(filter, 'zzz');
    expect(screen.getByText('No farm has “stickzzz” in its name or path.')).toBeVisible();
  });

  it('goes to the views with Ctrl and a digit', async () => {
    const { user } = renderWindow({ at: '#/farm/garden' });
    await screen.findByRole('heading', { name: 'Garden farm' });
    await user.keyboard('{Control>}5{/Control}');
    expect(await screen.findByRole('table', { name: 'Users' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Users' })).toHaveAttribute('aria-current', 'page');
  });

  it('follows what the host says about a farm', async () => {
    const { bridge } = renderWindow({ at: '#/farm/garden' });
    await screen.findByText('2 of 3 running');
    act(() => bridge.tell('farm:changed', { ...gardenFarm, wikis: { total: 3, running: 3, failed: 0 } }));
    expect(await screen.findByText('3 of 3 running')).toBeVisible();
  });

  it('finds everything by name in the palette and runs it', async () => {
    const { user } = renderWindow({ at: '#/farm/garden' });
    await screen.findAllByText('Alpha garden');
    await user.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('searchbox', { name: /Find an action/ });
    await user.type(field, 'trail_size');
    expect(await screen.findByRole('option', { name: /trail_size/ })).toBeVisible();
    await expectAccessible();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await screen.findByRole('heading', { name: 'trail_size' })).toBeVisible();
  });

  it.each([
    ['Restart Alpha garden', 'wiki:restart', ['garden', ['alpha']]],
    ['Garden farm: Forbid switching users', 'farm:allowSwitching', ['garden', false]],
    ['Stop all wikis of Garden farm', 'wiki:stop', ['garden', []]],
    ['Look: Dark', 'settings:set', [{ theme: 'dark' }]],
  ] as const)('does “%s” from the palette', async (name, request, args) => {
    const { user, bridge } = renderWindow({ at: '#/farm/garden' });
    await screen.findAllByText('Alpha garden');
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('searchbox', { name: /Find an action/ }), name);
    await user.click(await screen.findByRole('option', { name: new RegExp(name) }));
    expect(bridge.asked.find((one) => one.name === request)?.args).toEqual(args);
  });

  it('lets scripts of html_head run only after saying what that means', async () => {
    const { user, bridge } = renderWindow({
      at: '#/farm/garden',
      answers: { 'farm:allowScripts': () => ok(null) },
    });
    const asked = () => bridge.asked.filter(({ name }) => name === 'farm:allowScripts');
    await screen.findAllByText('Alpha garden');
    await user.click(screen.getByRole('button', { name: 'More about Garden farm' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Allow scripts of html_head…' }));
    const dialog = await screen.findByRole('alertdialog', { name: /Allow scripts/ });
    expect(dialog).toHaveTextContent('A script can do whatever the visitor can do');
    await expectAccessible();
    expect(asked()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Allow scripts' }));
    expect(await screen.findByText('Scripts of html_head run in the wikis of Garden farm.')).toBeVisible();
    expect(asked().map(({ args }) => args)).toEqual([['garden', true]]);
  });

  it('offers to make an account from the palette, also when the accounts are shown already', async () => {
    const { user } = renderWindow({ at: '#/farm/garden/users' });
    await screen.findByRole('table', { name: 'Users' });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('searchbox', { name: /Find an action/ }), 'create an acc');
    await user.click(await screen.findByRole('option', { name: /Create an account/ }));
    expect(await screen.findByRole('dialog', { name: 'Create an account' })).toBeVisible();
    await user.keyboard('{Escape}');
    expect(window.location.hash).toBe('#/farm/garden/users');
  });

  it('changes the look at once', async () => {
    const { user } = renderWindow();
    await user.click(await screen.findByRole('button', { name: 'Settings' }));
    await user.click(await screen.findByRole('radio', { name: 'Dark' }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });
});

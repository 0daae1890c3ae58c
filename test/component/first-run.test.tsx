import './browser-gaps.ts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../shared/result.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';
import { sentence } from '../../shared/texts/sentence.ts';

describe('the first screen', () => {
  it('offers three choices, likeliest first', async () => {
    renderWindow({ answers: { 'farm:list': () => ok([]) } });
    const main = await screen.findByRole('main');
    const names = within(main)
      .getAllByRole('button')
      .map((button) => button.textContent);
    expect(names).toEqual(['Open a farm folder', 'Try the sample farm', 'Create a farm']);
    await expectAccessible();
  });

  it('opens the sample farm and goes there', async () => {
    const { user } = renderWindow();
    await user.click(await screen.findByRole('button', { name: 'Try the sample farm' }));
    expect(await screen.findByRole('heading', { name: 'Garden farm' })).toBeVisible();
    expect(window.location.hash).toBe('#/farm/garden/overview');
  });

  it('says what lies in a chosen folder before it is opened', async () => {
    const { user, bridge } = renderWindow();
    await user.click(await screen.findByRole('button', { name: 'Open a farm folder' }));
    const dialog = await screen.findByRole('dialog', { name: 'Open a farm folder' });
    expect(await within(dialog).findByText('A farm: alpha, beta, and gamma.')).toBeVisible();
    expect(within(dialog).getByText(/2 plugins of the farm’s own/)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Open read only' }));
    expect(bridge.asked.find(({ name }) => name === 'farm:open')?.args).toEqual([
      '/home/ada/wikis/garden',
      { readOnly: true },
    ]);
  });

  it('shows in the dialog why a folder is no farm', async () => {
    const { user } = renderWindow({
      answers: {
        'farm:inspect': () =>
          fail({
            code: 'not-a-farm',
            message: sentence('openFarm.file', { directory: '/home/ada/notes' }),
            hint: sentence('openFarm.file.hint'),
          }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Open a farm folder' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('/home/ada/notes is a file, not a folder.');
    expect(alert).toHaveTextContent('Choose the folder that holds the configuration files.');
  });

  it('asks for the path where no native dialog exists', async () => {
    const { user, bridge } = renderWindow({ platform: { os: 'linux', headless: true } });
    await user.click(await screen.findByRole('button', { name: 'Open a farm folder' }));
    await user.type(await screen.findByRole('textbox', { name: 'Folder of the farm' }), '/srv/wikis{Enter}');
    expect(await screen.findByText(/A farm:/)).toBeVisible();
    expect(bridge.asked.some(({ name }) => name === 'farm:choose')).toBe(false);
    expect(bridge.asked.find(({ name }) => name === 'farm:inspect')?.args).toEqual(['/srv/wikis']);
  });
});

import './browser-gaps.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../shared/result.ts';
import { gardenChoices } from '../fakes/garden.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';
import { sentence } from '../../shared/texts/sentence.ts';

const at = '#/farm/garden/users';

describe('the users', () => {
  it('lists accounts with their rights and sessions', async () => {
    renderWindow({ at });
    const table = await screen.findByRole('table', { name: 'Users' });
    expect(within(table).getByRole('row', { name: /AdminUser/ })).toHaveTextContent('superuser');
    expect(within(table).getByRole('row', { name: /TomTester/ })).toHaveTextContent('disabled');
    await expectAccessible();
  });

  it('becomes somebody, as the superuser, on the chosen wiki', async () => {
    const { user, bridge } = renderWindow({ at });
    await user.click(await screen.findByRole('button', { name: 'Become JoeDoe' }));
    const dialog = await screen.findByRole('dialog', { name: 'Become JoeDoe' });
    expect(within(dialog).getByText(/AdminUser’s own session is not touched/)).toBeVisible();
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Become JoeDoe' }));
    expect(bridge.asked.findLast(({ name }) => name === 'identity:open')?.args).toEqual([
      'garden',
      'alpha',
      { kind: 'switched', superuserId: '1700000000.10.0', targetId: '1700000000.10.1' },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('warns before one becomes a disabled account', async () => {
    const { user } = renderWindow({ at });
    await user.click(await screen.findByRole('button', { name: 'Become TomTester' }));
    expect(await screen.findByText(/The account of TomTester is disabled/)).toBeVisible();
  });

  it('does not let a superuser become themselves', async () => {
    const { user } = renderWindow({ at });
    await user.click(await screen.findByRole('button', { name: 'Become AdminUser' }));
    const dialog = await screen.findByRole('dialog', { name: 'Become AdminUser' });
    expect(within(dialog).getByRole('button', { name: 'Become AdminUser' })).toBeDisabled();
  });

  it('says why nobody can switch and stages the edit that allows it', async () => {
    const { user } = renderWindow({
      at,
      answers: {
        'identity:choices': () =>
          ok({
            ...gardenChoices,
            superusers: [],
            unavailable: {
              reason: 'no-superuser',
              fix: [
                {
                  scope: { kind: 'farm' },
                  option: 'superuser',
                  change: { kind: 'set', text: "[u'AdminUser']" },
                },
              ],
            },
          }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Become JoeDoe' }));
    expect(await screen.findByText(/names a superuser/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Stage the edit that allows it' }));
    expect(await screen.findByRole('dialog', { name: 'Review 1 change' })).toBeVisible();
  });

  it('keeps a failed switch in its dialog', async () => {
    const { user } = renderWindow({
      at,
      answers: {
        'identity:open': () =>
          fail({ code: 'not-running', message: sentence('identity.notRunning', { wiki: 'alpha' }) }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Become JoeDoe' }));
    const dialog = await screen.findByRole('dialog', { name: 'Become JoeDoe' });
    await user.click(within(dialog).getByRole('button', { name: 'Become JoeDoe' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('The wiki alpha is not running.');
  });

  it('disables an account, ends its sessions and offers the way back', async () => {
    const { user, bridge } = renderWindow({ at });
    const table = await screen.findByRole('table', { name: 'Users' });
    await user.click(within(table).getByRole('button', { name: 'JoeDoe' }));
    const panel = await screen.findByRole('complementary', { name: 'Account JoeDoe' });
    await expectAccessible();
    await user.click(within(panel).getByRole('button', { name: 'Disable JoeDoe' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Disable JoeDoe' });
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    expect(within(dialog).getByRole('checkbox', { name: 'End its 2 sessions too' })).toBeChecked();
    await user.click(within(dialog).getByRole('button', { name: 'Disable JoeDoe' }));
    expect(await screen.findByText('Disabled JoeDoe and ended 2 sessions.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(bridge.asked.at(-1)?.name).toBe('user:enable'));
  });

  it('makes a password and shows it once', async () => {
    const { user } = renderWindow({ at });
    const table = await screen.findByRole('table', { name: 'Users' });
    await user.click(within(table).getByRole('button', { name: 'JoeDoe' }));
    await user.click(await screen.findByRole('button', { name: 'Reset password' }));
    const dialog = await screen.findByRole('dialog', { name: 'Reset the password of JoeDoe' });
    await user.click(within(dialog).getByRole('button', { name: 'Reset the password of JoeDoe' }));
    expect(await screen.findByText('tulip-river-cloud-92')).toBeVisible();
  });

  async function askForPassword(name: string) {
    const window = renderWindow({ at });
    const table = await screen.findByRole('table', { name: 'Users' });
    await window.user.click(within(table).getByRole('button', { name: new RegExp(`^${name}`) }));
    await window.user.click(await screen.findByRole('button', { name: 'Reset password' }));
    return {
      ...window,
      dialog: await screen.findByRole('dialog', { name: `Reset the password of ${name}` }),
    };
  }

  it('shows a link with which its owner chooses a password, where no mail can go', async () => {
    const { user, dialog } = await askForPassword('JoeDoe');
    expect(within(dialog).queryByRole('radio', { name: /Mail/ })).not.toBeInTheDocument();
    await user.click(
      within(dialog).getByRole('radio', { name: 'Show me a link with which JoeDoe chooses one' }),
    );
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Show the link' }));
    expect(await screen.findByText(/action=recoverpass&name=JoeDoe/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy the link' })).toBeVisible();
  });

  it('offers to mail the link first where that can be done', async () => {
    const { user, dialog, bridge } = await askForPassword('CarolSample');
    expect(
      within(dialog).getByRole('radio', { name: 'Mail carolsample@example.org a link for choosing one' }),
    ).toBeChecked();
    await user.click(within(dialog).getByRole('button', { name: 'Mail the link' }));
    expect(await screen.findByText(/A link was mailed to/)).toBeVisible();
    expect(bridge.asked.findLast(({ name }) => name === 'user:recover')?.args.at(-1)).toBe('mail');
  });

  it('gives no link to a disabled account', async () => {
    const { dialog } = await askForPassword('TomTester');
    expect(within(dialog).getAllByRole('radio')).toHaveLength(2);
  });

  it('shows in the dialog what is wrong with a new account', async () => {
    const { user } = renderWindow({
      at,
      answers: {
        'user:create': () =>
          fail({ code: 'already-exists', message: sentence('users.exists', { name: 'JoeDoe' }) }),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Create an account' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'JoeDoe');
    await user.click(screen.getByRole('button', { name: 'Create account' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('There is an account JoeDoe already');
  });
});

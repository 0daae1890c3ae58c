import './browser-gaps.ts';
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConfigProblem } from '../../shared/contract/option.ts';
import { fail, ok } from '../../shared/result.ts';
import { gardenFarm, gardenOverview, wikis } from '../fakes/garden.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';
import { sentence } from '../../shared/texts/sentence.ts';

const at = '#/farm/garden/overview';
const [alpha] = wikis;
if (alpha === undefined) throw new Error('the garden has no wiki');

const missingSuperuser: ConfigProblem = {
  id: 'no-account',
  code: 'superuser-without-account',
  severity: 'warning',
  wikis: ['beta'],
  option: 'superuser',
  source: { fileId: 'f1', file: 'farmconfig.py', line: 20 },
  message: sentence('check.superuserMissing', { name: 'NewAdmin' }),
  consequence: sentence('check.superuserMissing.consequence'),
  remedy: sentence('check.superuserMissing.hint', { name: 'NewAdmin' }),
  fix: [{ scope: { kind: 'farm' }, option: 'superuser', change: { kind: 'set', text: '[]' } }],
  openFolder: false,
  missingAccount: 'NewAdmin',
};

describe('the overview', () => {
  it('shows each wiki with its state in words and why one does not run', async () => {
    renderWindow({ at });
    const row = await screen.findByRole('row', { name: /Alpha garden/ });
    expect(row).toHaveTextContent('Running');
    expect(within(row).getByRole('button', { name: /localhost:8080\/alpha/ })).toBeVisible();
    expect(screen.getByText(/Invalid syntax/)).toBeVisible();
    await expectAccessible();
  });

  it('follows the state that the server itself tells', async () => {
    const { bridge } = renderWindow({ at });
    await screen.findByRole('row', { name: /Alpha garden/ });
    act(() =>
      bridge.tell('wiki:changed', { farmId: 'garden', wiki: { ...alpha, state: { kind: 'stopping' } } }),
    );
    expect(await screen.findByRole('row', { name: /Alpha garden.*Stopping/ })).toBeVisible();
  });

  it('stages the remedy of a finding for review', async () => {
    const { user, bridge } = renderWindow({ at });
    await user.click(await screen.findByRole('button', { name: 'Take cookie_domain out' }));
    expect(await screen.findByRole('dialog', { name: 'Review 1 change' })).toBeVisible();
    expect(bridge.asked.find(({ name }) => name === 'option:preview')?.args[1]).toEqual([
      { scope: { kind: 'wiki', wikiId: 'beta' }, option: 'cookie_domain', change: { kind: 'unset' } },
    ]);
  });

  it('offers to create the account of a superuser who has none, with the name filled in', async () => {
    const { user, bridge } = renderWindow({
      at,
      answers: { 'farm:overview': () => ok({ ...gardenOverview, problems: [missingSuperuser] }) },
    });
    expect(await screen.findByRole('button', { name: 'Take NewAdmin out of superuser' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Create account NewAdmin' }));
    const dialog = await screen.findByRole('dialog', { name: 'Create an account' });
    expect(within(dialog).getByRole('textbox', { name: 'Name' })).toHaveValue('NewAdmin');
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Create account' }));
    expect(bridge.asked.findLast(({ name }) => name === 'user:create')?.args[2]).toMatchObject({
      name: 'NewAdmin',
    });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('offers no account where the farm is not written to', async () => {
    renderWindow({
      at,
      answers: {
        'farm:list': () => ok([{ ...gardenFarm, readOnly: true }]),
        'farm:overview': () => ok({ ...gardenOverview, problems: [missingSuperuser] }),
      },
    });
    expect(await screen.findByText(/The superuser NewAdmin has no account/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Create account NewAdmin' })).not.toBeInTheDocument();
  });

  it('explains a wiki’s address, tries another while it is typed, and keeps it', async () => {
    const { user, bridge } = renderWindow({ at });
    await user.click(await screen.findByRole('button', { name: 'More about Alpha garden' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Address…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Address of Alpha garden' });
    expect(dialog).toHaveTextContent('http://localhost:8080/alpha/');
    expect(dialog).toHaveTextContent('inferred from the farm’s patterns');
    expect(dialog).toHaveTextContent('^https?://[^/]+/alpha(/|$)');
    expect(within(dialog).getByRole('button', { name: 'Use this address' })).toBeDisabled();
    await expectAccessible();
    const mount = within(dialog).getByRole('textbox', { name: 'Mounted at' });
    await user.type(mount, '/beta');
    expect(await within(dialog).findByText('beta has the same address.')).toBeVisible();
    expect(dialog).toHaveTextContent('not kept yet: what you typed');
    await user.clear(mount);
    await user.type(mount, '/first');
    expect(await within(dialog).findByText('http://localhost:8080/first/')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Use this address' }));
    const asked = () => bridge.asked.findLast(({ name }) => name === 'address:set')?.args[2];
    expect(asked()).toEqual({ mount: '/first', url: null });
    expect(await screen.findByText('Alpha garden is at http://localhost:8080/first/ now.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(asked()).toEqual({ mount: null, url: null });
  });

  it('takes the rights of others at a folder away at once, and gives them back', async () => {
    const { user, bridge } = renderWindow({
      at,
      answers: {
        'config:closeFolder': () => ok({ undo: 'u1' }),
        'config:undoCloseFolder': () => ok(null),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Take the rights of others away' }));
    const asked = (name: string) => bridge.asked.find((request) => request.name === name)?.args;
    expect(asked('config:closeFolder')).toEqual(['garden', 'open-folder']);
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(asked('config:undoCloseFolder')).toEqual(['garden', 'u1']);
  });

  it('shows who acts as whom and returns in one press', async () => {
    const { user, bridge } = renderWindow({ at });
    expect(await screen.findByText('AdminUser as JoeDoe')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Return to AdminUser' }));
    expect(bridge.asked.at(-1)).toEqual({ name: 'identity:return', args: ['i1'] });
  });

  it('starts a stopped wiki from its menu', async () => {
    const { user, bridge } = renderWindow({ at });
    await user.click(await screen.findByRole('button', { name: 'More about Gamma shed' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Start Gamma shed' }));
    expect(bridge.asked.at(-1)).toEqual({ name: 'wiki:start', args: ['garden', ['gamma']] });
  });

  it('asks for a value that the farm’s code computes', async () => {
    const { user, bridge } = renderWindow({
      at,
      answers: {
        'farm:overview': () =>
          ok({
            ...gardenOverview,
            wikis: [
              {
                ...alpha,
                state: {
                  kind: 'needs-value',
                  needs: [
                    {
                      option: 'session_dir',
                      text: "os.environ['S']",
                      source: { fileId: 'f1', file: 'farmconfig.py', line: 51 },
                      wanted: sentence('config.computed.hint'),
                    },
                  ],
                  unsure: [],
                },
              },
            ],
          }),
        'wiki:supplyValue': () => ok(null),
      },
    });
    await user.type(
      await screen.findByRole('textbox', { name: 'Value of session_dir for Alpha garden' }),
      "'/srv/s'",
    );
    await user.click(screen.getByRole('button', { name: 'Use this value' }));
    expect(bridge.asked.at(-1)?.args).toEqual(['garden', 'alpha', 'session_dir', "'/srv/s'"]);
  });

  it('asks once whether the code of a file changes options', async () => {
    const unsure = {
      file: 'farmconfig.py',
      source: { fileId: 'f1', file: 'farmconfig.py', line: 12 },
      message: sentence('config.optionsUnknown', {
        file: 'farmconfig.py',
        line: 12,
        why: sentence('why.exec'),
      }),
    };
    const { user, bridge } = renderWindow({
      at,
      answers: {
        'farm:overview': () =>
          ok({
            ...gardenOverview,
            wikis: [{ ...alpha, state: { kind: 'needs-value', needs: [], unsure: [unsure] } }],
          }),
        'config:sayHarmless': () => ok(null),
      },
    });
    expect(await screen.findByText(/After line 12 of farmconfig.py no option is known/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'farmconfig.py:12' })).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Nothing there changes an option' }));
    expect(bridge.asked.at(-1)).toEqual({ name: 'config:sayHarmless', args: ['garden', 'farmconfig.py'] });
  });

  it('says what failed and tries again', async () => {
    const { user, bridge } = renderWindow({
      at,
      answers: {
        'farm:overview': () =>
          fail({
            code: 'unreadable',
            message: sentence('openFarm.forbidden', { directory: '~/wikis/garden' }),
          }),
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "~/wikis/garden can't be read by this account.",
    );
    bridge.answer('farm:overview', () => ok(gardenOverview));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('row', { name: /Alpha garden/ })).toBeVisible();
  });

  it('shows what a second wiki would be before it is made, and starts the copy', async () => {
    const { user, bridge } = renderWindow({ at });
    await user.click(await screen.findByRole('button', { name: 'More about Alpha garden' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Duplicate…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Duplicate Alpha garden' });
    const name = within(dialog).getByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'beta');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('There is a wiki beta');
    expect(within(dialog).getByRole('button', { name: 'Duplicate Alpha garden' })).toBeDisabled();
    await user.clear(name);
    await user.type(name, 'delta');
    expect(await within(dialog).findByText("('delta', r'/delta/'),")).toBeVisible();
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Duplicate Alpha garden' }));
    expect(bridge.asked.at(-1)).toEqual({
      name: 'wiki:duplicate',
      args: ['garden', 'alpha', { name: 'delta', sitename: 'Alpha garden 2' }],
    });
  });

  it('offers no copy where the farm is not written to', async () => {
    const { user } = renderWindow({
      at,
      answers: { 'farm:list': () => ok([{ ...gardenFarm, readOnly: true }]) },
    });
    await user.click(await screen.findByRole('button', { name: 'More about Alpha garden' }));
    expect(await screen.findByRole('menuitem', { name: 'Open Alpha garden' })).toBeVisible();
    expect(screen.queryByRole('menuitem', { name: 'Duplicate…' })).not.toBeInTheDocument();
  });
});

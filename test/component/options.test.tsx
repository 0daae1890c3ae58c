import './browser-gaps.ts';
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../shared/result.ts';
import { gardenMatrix, gardenPreview } from '../fakes/garden.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';
import { sentence } from '../../shared/texts/sentence.ts';
import { english } from '../../shared/texts/english.ts';

const at = '#/farm/garden/options';
const findMatrix = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Options by wiki' });

describe('the options', () => {
  it('shows default, farm and wiki values and where the one in focus comes from', async () => {
    renderWindow({ at });
    const grid = await findMatrix();
    const row = within(grid).getByRole('row', { name: /cookie_lifetime/ });
    expect(within(row).getAllByText('(0, 12)').length).toBeGreaterThan(2);
    expect(within(row).getByText('(1, 6)')).toBeVisible();
    const panel = screen.getByRole('complementary', { name: 'cookie_lifetime in Farm' });
    expect(within(panel).getByRole('link', { name: 'farmconfig.py:42' })).toBeVisible();
    await expectAccessible();
  });

  it('spells out what two numbers of hours mean while they are typed', async () => {
    const { user } = renderWindow({ at });
    await findMatrix();
    const loggedIn = screen.getByRole('textbox', { name: 'Logged in, hours' });
    await user.clear(loggedIn);
    await user.type(loggedIn, '-8');
    expect(
      screen.getByText('Visitors: no session. Logged in: 8 h, whatever “remember me” says.'),
    ).toBeVisible();
    await user.clear(loggedIn);
    await user.type(loggedIn, '0');
    expect(screen.getByText(/nobody stays logged in/)).toBeVisible();
    await user.clear(loggedIn);
    await user.type(loggedIn, 'x');
    expect(screen.getByText('A number is wanted here.')).toBeVisible();
  });

  it('stages an edit, reviews it on both sides, applies and takes it back', async () => {
    const { user, bridge } = renderWindow({ at });
    await findMatrix();
    const loggedIn = screen.getByRole('textbox', { name: 'Logged in, hours' });
    await user.clear(loggedIn);
    await user.type(loggedIn, '8');
    expect(await screen.findByText('1 change staged')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Review and apply' }));
    const dialog = await screen.findByRole('dialog', { name: 'Review 1 change' });
    const forPeople = await within(dialog).findByRole('region', { name: 'What changes for people' });
    expect(forPeople).toHaveTextContent('Logged in on alpha and gamma: 12 h before, 8 h after.');
    expect(forPeople).toHaveTextContent('4 sessions of beta end: the cookie gets another name.');
    const inFiles = within(dialog).getByRole('region', { name: 'What changes in the files' });
    expect(inFiles).toHaveTextContent('cookie_lifetime = (2, 8)');
    await expectAccessible();

    await user.click(within(dialog).getByRole('button', { name: 'Apply 1 change' }));
    expect(bridge.asked.findLast(({ name }) => name === 'option:apply')?.args).toEqual([
      'garden',
      'r1',
      [
        {
          option: 'cookie_lifetime',
          scope: { kind: 'farm' },
          change: { kind: 'set', text: '(0, 8)' },
        },
      ],
    ]);
    expect(await screen.findByText('Saved 1 change. The running wikis follow it now.')).toBeVisible();
    const staged = screen.getByRole('region', { name: 'Staged changes' });
    await user.click(within(staged).getByRole('button', { name: 'Undo' }));
    expect(bridge.asked.findLast(({ name }) => name === 'option:undo')?.args).toEqual(['garden', 'undo-2']);
  });

  it('shows the old value again when staged edits are discarded', async () => {
    const { user } = renderWindow({ at });
    await findMatrix();
    await user.type(screen.getByRole('textbox', { name: 'Logged in, hours' }), '3');
    expect(screen.getByRole('textbox', { name: 'Logged in, hours' })).toHaveValue('123');
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(screen.getByRole('textbox', { name: 'Logged in, hours' })).toHaveValue('12');
  });

  it('shows both sides when the file changed meanwhile', async () => {
    const { user } = renderWindow({
      at,
      answers: {
        'option:apply': () =>
          fail({
            code: 'config-changed',
            message: sentence('options.fileChanged', { file: 'farmconfig.py' }),
          }),
      },
    });
    await findMatrix();
    await user.type(screen.getByRole('textbox', { name: 'Logged in, hours' }), '3');
    await user.click(screen.getByRole('button', { name: 'Review and apply' }));
    await user.click(await screen.findByRole('button', { name: 'Apply 1 change' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'farmconfig.py changed on disk meanwhile; nothing was written.',
    );
    expect(screen.getByRole('dialog')).toHaveTextContent('cookie_lifetime = (2, 8)');
  });

  it('keeps back what can’t be edited and says why', async () => {
    const { user } = renderWindow({ at });
    const grid = await findMatrix();
    await user.click(
      within(within(grid).getByRole('row', { name: /session_dir/ })).getAllByText(
        "os.environ['SESSIONS']",
      )[0] ?? grid,
    );
    const panel = await screen.findByRole('complementary', { name: 'session_dir in Farm' });
    expect(
      within(panel).getByText('It is set by code, which Croft does not change by itself.'),
    ).toBeVisible();
    expect(within(panel).queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('names a refused edit and drops it', async () => {
    const { user } = renderWindow({
      at,
      answers: {
        'option:preview': (_farm, edits) =>
          ok(
            edits.length === 0
              ? gardenPreview
              : {
                  ...gardenPreview,
                  refused: [
                    {
                      index: 0,
                      error: {
                        code: 'edit-refused',
                        message: sentence('edit.absent', { option: 'trail_size' }),
                      },
                      unlessAccepted: null,
                    },
                  ],
                },
          ),
      },
    });
    await findMatrix();
    await user.type(screen.getByRole('textbox', { name: 'Logged in, hours' }), '3');
    await user.click(screen.getByRole('button', { name: 'Review and apply' }));
    const drop = await screen.findByRole('button', { name: 'Drop the change of cookie_lifetime' });
    expect(screen.getByRole('button', { name: 'Apply 1 change' })).toBeDisabled();
    await user.click(drop);
    expect(screen.queryByText('1 change staged')).not.toBeInTheDocument();
  });

  it('puts a value in place of code only when that is said, and takes it back', async () => {
    const { user, bridge } = renderWindow({ at: '#/farm/garden/options?option=session_dir' });
    const panel = await screen.findByRole('complementary', { name: 'session_dir in Farm' });
    await user.click(within(panel).getByRole('button', { name: 'Put a value in place of the code' }));
    await user.click(within(panel).getByRole('checkbox', { name: 'None' }));
    await user.type(within(panel).getByRole('textbox', { name: 'Folder' }), '/srv/s');
    await user.click(screen.getByRole('button', { name: 'Review and apply' }));
    expect(bridge.asked.findLast(({ name }) => name === 'option:preview')?.args[1]).toEqual([
      {
        option: 'session_dir',
        scope: { kind: 'farm' },
        change: { kind: 'set', text: "'/srv/s'", replaceComputed: true },
      },
    ]);
    const dialog = await screen.findByRole('dialog', { name: 'Review 1 change' });
    expect(await within(dialog).findByText('in place of code')).toBeVisible();
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: 'Drop the change of session_dir' }));
    expect(
      await screen.findByRole('button', { name: 'Take the code out, use the inherited value' }),
    ).toBeVisible();
  });

  it('adds and takes out whole lines of a list that is changed after its definition', async () => {
    const { user, bridge } = renderWindow({ at: '#/farm/garden/options?option=actions_superuser' });
    const panel = await screen.findByRole('complementary', { name: 'actions_superuser in Farm' });
    await user.click(
      within(panel).getByRole('button', { name: "Take out actions_superuser.remove('SyncPages')" }),
    );
    await user.type(within(panel).getByRole('textbox', { name: 'New item' }), 'Despam{Enter}');
    await user.type(within(panel).getByRole('textbox', { name: 'New item' }), 'Load{Enter}');
    expect(screen.getByText('3 changes staged')).toBeVisible();
    expect(within(screen.getByRole('grid')).getByText("− 'SyncPages', + 'Despam', + 'Load'")).toBeVisible();
    await expectAccessible();
    await user.click(within(panel).getByRole('button', { name: 'Keep it' }));
    await user.click(screen.getByRole('button', { name: 'Review and apply' }));
    await screen.findByRole('dialog', { name: 'Review 2 changes' });
    expect(bridge.asked.findLast(({ name }) => name === 'option:preview')?.args[1]).toEqual(
      ["'Despam'", "'Load'"].map((text) => ({
        option: 'actions_superuser',
        scope: { kind: 'farm' },
        change: { kind: 'list-add', text },
      })),
    );
  });

  it('asks before an edit changes other options too, and makes it when that is accepted', async () => {
    const others = sentence('edit.changesOthers', { names: ['farmconfig.py: FarmConfig.user_dir'] });
    const { user, bridge } = renderWindow({
      at,
      answers: {
        'option:preview': (_farm, [edit]) =>
          ok(
            edit?.acceptDependents === true
              ? gardenPreview
              : {
                  ...gardenPreview,
                  refused: [
                    {
                      index: 0,
                      error: { code: 'edit-refused', message: others },
                      unlessAccepted: 'dependents',
                    },
                  ],
                },
          ),
      },
    });
    await findMatrix();
    await user.type(screen.getByRole('textbox', { name: 'Logged in, hours' }), '3');
    await user.click(screen.getByRole('button', { name: 'Review and apply' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(english(others));
    expect(screen.getByRole('button', { name: 'Apply 1 change' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Change them as well' }));
    expect(await screen.findByText('with what depends on it')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Apply 1 change' }));
    expect(bridge.asked.findLast(({ name }) => name === 'option:apply')?.args[2]).toMatchObject([
      { option: 'cookie_lifetime', acceptDependents: true },
    ]);
  });

  it('moves over the cells by keyboard and goes to the editor with Enter', async () => {
    const { user } = renderWindow({ at });
    const grid = await findMatrix();
    act(() => grid.focus());
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(screen.getByRole('complementary', { name: 'cookie_name in beta' })).toBeVisible();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('radio', { name: /One name/ })).toHaveFocus();
  });

  it('gives the magic name as a byte string and refuses what browsers drop', async () => {
    const { user } = renderWindow({ at: '#/farm/garden/options?option=cookie_name' });
    await findMatrix();
    await user.click(screen.getByRole('radio', { name: /By wiki/ }));
    expect(await screen.findByText("'siteidmagic'")).toBeVisible();
    await user.click(screen.getByRole('radio', { name: /One name/ }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'a;b');
    expect(await screen.findByText(/browsers drop other cookie names/)).toBeVisible();
  });

  it('picks superusers from the accounts', async () => {
    const { user } = renderWindow({ at: '#/farm/garden/options?option=superuser' });
    await findMatrix();
    await user.click(await screen.findByRole('button', { name: 'Add RitaBook' }));
    expect(await screen.findByText("[u'AdminUser', u'RitaBook']")).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Remove AdminUser' }));
    expect(await screen.findByText("[u'RitaBook']")).toBeVisible();
  });

  it('shows session options first and all on demand', async () => {
    const { user } = renderWindow({ at });
    const grid = await findMatrix();
    expect(within(grid).queryByRole('row', { name: /sitename/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: 'Show all options' }));
    expect(within(grid).getByRole('row', { name: /sitename/ })).toBeVisible();
  });

  it('draws 200 wikis and 190 options without drawing all of them', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      id: `w${index}`,
      siteid: `w${index}`,
      sitename: `Wiki ${index}`,
    }));
    const [first] = gardenMatrix.rows;
    if (first === undefined) throw new Error('no row');
    const cell = first.wikis[0];
    if (cell === undefined) throw new Error('no cell');
    const rows = Array.from({ length: 190 }, (_, index) => ({
      ...first,
      option: `option_${index}`,
      wikis: many.map(() => cell),
    }));
    renderWindow({ at, answers: { 'option:matrix': () => ok({ ...gardenMatrix, wikis: many, rows }) } });
    const grid = await findMatrix();
    expect(grid).toHaveAttribute('aria-colcount', '203');
    expect(within(grid).getAllByRole('gridcell').length).toBeLessThan(800);
  });

  describe('of a value that code computes', () => {
    const session = gardenMatrix.rows.findIndex(({ option }) => option === 'session_dir');
    const withSupplied = (supplied: string | null) => ({
      ...gardenMatrix,
      rows: gardenMatrix.rows.map((row, index) =>
        index === session ? { ...row, wikis: row.wikis.map((cell) => ({ ...cell, supplied })) } : row,
      ),
    });

    it('takes the value from the person and says when it can not be one', async () => {
      const { user, bridge } = renderWindow({
        at,
        answers: {
          'wiki:supplyValue': () =>
            fail({
              code: 'bad-argument',
              message: sentence('supply.badValue', {
                option: 'session_dir',
                reason: sentence('supply.tooLong'),
              }),
            }),
        },
      });
      const grid = await findMatrix();
      await user.click(
        within(within(grid).getByRole('row', { name: /session_dir/ }))
          .getAllByRole('gridcell')
          .at(-1) ?? grid,
      );
      const panel = screen.getByRole('complementary', { name: /session_dir in/ });
      await user.type(within(panel).getByRole('textbox', { name: /Value of session_dir for/ }), "'/srv/s'");
      await user.click(within(panel).getByRole('button', { name: 'Use this value' }));
      expect(bridge.asked.at(-1)?.args.slice(2)).toEqual(['session_dir', "'/srv/s'"]);
      expect(await within(panel).findByText(/can’t be the value of session_dir/)).toBeVisible();
      await expectAccessible();
    });

    it('shows what was supplied and takes it back', async () => {
      const { user, bridge } = renderWindow({
        at,
        answers: {
          'option:matrix': () => ok(withSupplied("'/srv/mine'")),
          'wiki:removeSupplied': () => ok(null),
        },
      });
      const grid = await findMatrix();
      const row = within(grid).getByRole('row', { name: /session_dir/ });
      expect(within(row).getAllByRole('img', { name: 'supplied' }).length).toBeGreaterThan(0);
      await user.click(within(row).getAllByRole('gridcell').at(-1) ?? grid);
      const panel = screen.getByRole('complementary', { name: /session_dir in/ });
      expect(within(panel).getByText("'/srv/mine'")).toBeVisible();
      await user.click(within(panel).getByRole('button', { name: 'Take the value back' }));
      expect(bridge.asked.at(-1)?.name).toBe('wiki:removeSupplied');
    });
  });
});

import './browser-gaps.ts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../shared/result.ts';
import { countSessions, makeSession, makeSessions, rangeOf } from '../fakes/garden.ts';
import { expectAccessible, findGrid, renderWindow } from './render-window.tsx';
import { sentence } from '../../shared/texts/sentence.ts';

const at = '#/farm/garden/sessions';

describe('the live sessions', () => {
  it('shows who is in, as whom, and until when', async () => {
    renderWindow({ at });
    const grid = await findGrid();
    const row = await within(grid).findByRole('row', { name: /^AdminUser.*JoeDoe.*alpha beta/ });
    expect(row).toHaveTextContent('in 11 h');
    expect(grid).toHaveAttribute('aria-rowcount', '13');
    await expectAccessible();
  });

  it('asks for ranges and never for all of 100,000 rows', async () => {
    const { bridge } = renderWindow({ at, sessions: 100_000 });
    const grid = await findGrid();
    await within(grid).findAllByRole('row');
    expect(grid).toHaveAttribute('aria-rowcount', '100001');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(80);
    const limits = bridge.asked
      .filter(({ name }) => name === 'session:range')
      .map(({ args }) => (args[1] as { limit: number }).limit);
    expect(Math.max(...limits)).toBeLessThanOrEqual(500);
  });

  it('jumps to the last of 100,000 rows and asks for what stands there', async () => {
    const { user } = renderWindow({ at, sessions: 100_000 });
    const grid = await findGrid();
    await within(grid).findAllByRole('row');
    act(() => grid.focus());
    await user.keyboard('{End}');
    await waitFor(() => expect(grid.getAttribute('aria-activedescendant')).toMatch(/-99999$/));
  });

  it('narrows by typed rules and by chips', async () => {
    const { user, bridge } = renderWindow({ at });
    await findGrid();
    await user.type(screen.getByRole('searchbox', { name: /user: wiki:/ }), 'user:carol wiki:beta');
    await waitFor(() => {
      const last = bridge.asked.findLast(({ name }) => name === 'session:range');
      expect(last?.args[1]).toMatchObject({ filter: { userText: 'carol', wikis: ['beta'], kind: 'all' } });
    });
    await user.click(screen.getByRole('radio', { name: /Logged in/ }));
    await waitFor(() => {
      const last = bridge.asked.findLast(({ name }) => name === 'session:range');
      expect(last?.args[1]).toMatchObject({ filter: { kind: 'logged-in' } });
    });
  });

  it('says so when nothing fits, and leads back', async () => {
    const { user } = renderWindow({ at });
    await findGrid();
    await user.type(screen.getByRole('searchbox', { name: /user: wiki:/ }), 'nobodylikethis');
    expect(await screen.findByText('No session fits the filter.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all sessions' }));
    expect(await findGrid()).toBeVisible();
  });

  it('ends only the selected sessions and takes it back', async () => {
    const { user, bridge } = renderWindow({ at });
    const grid = await findGrid();
    await within(grid).findAllByRole('row', { name: /CarolSample/ });
    act(() => grid.focus());
    await user.keyboard('{ArrowDown} {ArrowDown} ');
    expect(within(grid).getAllByRole('row', { selected: true })).toHaveLength(2);
    await user.keyboard('{Delete}');
    expect(bridge.asked.findLast(({ name }) => name === 'session:end')?.args).toEqual([
      'garden',
      ['row-1', 'row-2'],
    ]);
    expect(await screen.findByText('Ended 2 sessions.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(bridge.asked.at(-1)).toEqual({ name: 'session:undoEnd', args: ['garden', 'undo-1'] });
    expect(await screen.findByText('2 sessions are back.')).toBeVisible();
  });

  it('ends everything that the filter finds as a task', async () => {
    const { user, bridge } = renderWindow({ at, sessions: 100_000 });
    const grid = await findGrid();
    await within(grid).findAllByRole('row');
    act(() => grid.focus());
    await user.keyboard('{Control>}a{/Control}');
    await user.click(await screen.findByRole('button', { name: 'End 100,000 sessions' }));
    expect(bridge.asked.some(({ name }) => name === 'session:endMatching')).toBe(true);
    act(() =>
      bridge.tell('task:changed', {
        id: 't1',
        kind: 'session:end',
        farmId: 'garden',
        about: '',
        done: 5000,
        total: 100_000,
        state: { kind: 'running', phase: 'sessions', cancellable: true },
      }),
    );
    expect(await screen.findByText('Ending sessions: 5,000 of 100,000')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Stop ending sessions' }));
    expect(bridge.asked.at(-1)).toEqual({ name: 'task:cancel', args: ['t1'] });
  });

  it('follows changes without losing the selection', async () => {
    const { user, bridge } = renderWindow({ at });
    const grid = await findGrid();
    await within(grid).findAllByRole('row', { name: /CarolSample/ });
    act(() => grid.focus());
    await user.keyboard('{ArrowDown}{ArrowDown} ');
    const appeared = {
      ...makeSession(100),
      id: 'new',
      user: { id: 'u9', name: 'NewComer' },
      kind: 'logged-in' as const,
    };
    const rows = [{ ...appeared, lastSeenAt: Date.now() / 1000 + 5 }, ...makeSessions(12)];
    bridge.answer('session:range', (_farm, query) => ok(rangeOf(rows, query)));
    act(() =>
      bridge.tell('session:changed', {
        farmId: 'garden',
        revision: 2,
        counts: countSessions(rows),
        changes: [{ kind: 'appeared', row: appeared }],
        overflow: false,
      }),
    );
    expect(await within(grid).findByRole('row', { name: /NewComer/ })).toBeVisible();
    expect(within(grid).getByRole('row', { selected: true })).toHaveTextContent('CarolSample');
    expect(screen.getByRole('link', { name: /Sessions\s*13/ })).toBeVisible();
  });

  it('puts a change into its row at once', async () => {
    const { bridge } = renderWindow({ at });
    const grid = await findGrid();
    await within(grid).findAllByRole('row', { name: /CarolSample/ });
    act(() =>
      bridge.tell('session:changed', {
        farmId: 'garden',
        revision: 2,
        counts: countSessions([]),
        changes: [{ kind: 'changed', row: { ...makeSession(2), trail: ['OnlyHere'], trailLength: 1 } }],
        overflow: false,
      }),
    );
    expect(within(grid).getByText('OnlyHere')).toBeVisible();
  });

  it('explains one session beside the table and closes with Escape', async () => {
    const { user } = renderWindow({ at });
    const grid = await findGrid();
    await within(grid).findByRole('row', { name: /AdminUser.*JoeDoe/ });
    act(() => grid.focus());
    await user.keyboard('{Enter}');
    const panel = await screen.findByRole('complementary', { name: 'Session a1b2c3' });
    expect(await within(panel).findByText(/“remember me” on: every visit grants 10 years/)).toBeVisible();
    expect(within(panel).getByText('AdminUser as JoeDoe')).toBeVisible();
    expect(within(panel).getByText(/not honoured: It looks in another session folder/)).toBeVisible();
    await expectAccessible();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary', { name: /Session/ })).not.toBeInTheDocument();
  });

  it('has a designed emptiness and failure', async () => {
    const { bridge, user } = renderWindow({ at, sessions: 0 });
    expect(await screen.findByText(/Nobody is in/)).toBeVisible();
    bridge.answer('session:range', () => fail({ code: 'host-died', message: sentence('farm.hostEnded') }));
    await user.click(screen.getByRole('radio', { name: /Switched/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The farm’s host process ended unexpectedly.');
  });

  it('keeps a history of logins, ends and switches', async () => {
    const { user } = renderWindow({ at });
    await user.click(await screen.findByRole('link', { name: 'History' }));
    const table = await screen.findByRole('table', { name: 'What happened to sessions' });
    expect(within(table).getByRole('row', { name: /AdminUser.*JoeDoe.*switched/ })).toBeVisible();
    await expectAccessible();
  });
});

describe('saved filters', () => {
  it('keeps filter and chip under a name, and brings both back', async () => {
    const { user, bridge } = renderWindow({ at });
    await findGrid();
    await user.type(screen.getByRole('searchbox', { name: /user: wiki: kind:/ }), 'wiki:alpha');
    await user.click(screen.getByRole('radio', { name: /Switched/ }));
    await user.click(screen.getByRole('button', { name: 'Saved filters' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Keep this filter' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name of the filter' }), 'Acting on alpha');
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Keep this filter' }));
    await waitFor(() =>
      expect(bridge.asked.find(({ name }) => name === 'settings:set')?.args).toEqual([
        { savedFilters: [{ name: 'Acting on alpha', text: 'kind:switched wiki:alpha' }] },
      ]),
    );
    const field = screen.getByRole('searchbox', { name: /user: wiki: kind:/ });
    await user.clear(field);
    await user.click(screen.getByRole('radio', { name: /^All/ }));
    await user.click(screen.getByRole('button', { name: 'Saved filters' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Acting on alpha' }));
    expect(field).toHaveValue('kind:switched wiki:alpha');
    expect(screen.getByRole('radio', { name: /Switched/ })).toBeChecked();
  });
});

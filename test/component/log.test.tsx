import './browser-gaps.ts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok } from '../../shared/result.ts';
import { gardenNow } from '../fakes/garden.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';

const at = '#/farm/garden/log';

describe('the log', () => {
  it('shows requests, session events and errors, and grows', async () => {
    const { bridge } = renderWindow({ at });
    const lines = await screen.findByRole('log', { name: 'Log' });
    expect(within(lines).getAllByText('The page directory of PlantList is missing.').length).toBeGreaterThan(
      0,
    );
    await expectAccessible();
    act(() =>
      bridge.tell('log:appended', {
        farmId: 'garden',
        rows: [
          {
            sequence: 41,
            at: gardenNow,
            wikiId: 'alpha',
            level: 'info',
            kind: 'session',
            text: 'RitaBook logged out.',
            request: null,
            session: null,
          },
        ],
      }),
    );
    expect(within(lines).getByText('RitaBook logged out.')).toBeVisible();
  });

  it('leaves a new line out when it does not fit what is looked for', async () => {
    const { user, bridge } = renderWindow({ at });
    await screen.findByRole('log', { name: 'Log' });
    await user.type(screen.getByRole('searchbox', { name: 'Find in the log' }), 'missing');
    await waitFor(() => expect(bridge.asked.at(-1)?.args[1]).toMatchObject({ text: 'missing' }));
    const lines = await screen.findByRole('log', { name: 'Log' });
    act(() =>
      bridge.tell('log:appended', {
        farmId: 'garden',
        rows: [
          {
            sequence: 99,
            at: gardenNow,
            wikiId: null,
            level: 'info',
            kind: 'server',
            text: 'Something else.',
            request: null,
            session: null,
          },
        ],
      }),
    );
    expect(within(lines).queryByText('Something else.')).not.toBeInTheDocument();
  });

  it('hides earlier lines without deleting them', async () => {
    const { user } = renderWindow({ at });
    await screen.findByRole('log', { name: 'Log' });
    await user.click(screen.getByRole('button', { name: 'Hide earlier lines' }));
    expect(screen.queryByRole('log')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show earlier lines' }));
    expect(await screen.findByRole('log', { name: 'Log' })).toBeVisible();
  });

  it('leads from a session event to its session', async () => {
    const { user } = renderWindow({ at });
    const lines = await screen.findByRole('log', { name: 'Log' });
    const [link] = within(lines).getAllByRole('link', { name: 'session' });
    if (link === undefined) throw new Error('no session event');
    await user.click(link);
    expect(await screen.findByRole('complementary', { name: /Session/ })).toBeVisible();
  });

  it('has a designed emptiness', async () => {
    renderWindow({ at, answers: { 'log:range': () => ok({ rows: [], more: false }) } });
    expect(await screen.findByText(/Nothing yet/)).toBeVisible();
  });
});

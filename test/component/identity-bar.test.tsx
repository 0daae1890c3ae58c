import './browser-gaps.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { SettingsProvider } from '../../renderer/app/settings-provider.tsx';
import { BridgeProvider } from '../../renderer/data/bridge-context.tsx';
import { makeAnswerCache, valueOf } from '../../renderer/data/use-answer.ts';
import { IdentityBar } from '../../renderer/identity-bar/identity-bar.tsx';
import { makeFakeBridge, type FakeBridge } from '../fakes/bridge.ts';
import { gardenAnswers } from '../fakes/garden.ts';
import { expectAccessible } from './render-window.tsx';

function renderBar(): { readonly bridge: FakeBridge; readonly user: ReturnType<typeof userEvent.setup> } {
  const bridge = makeFakeBridge(gardenAnswers());
  render(
    <BridgeProvider bridge={bridge}>
      <QueryClientProvider client={makeAnswerCache()}>
        <SettingsProvider>
          <IdentityBar identityId="i1" />
        </SettingsProvider>
      </QueryClientProvider>
    </BridgeProvider>,
  );
  return { bridge, user: userEvent.setup() };
}

describe('the bar of an identity window', () => {
  it('names both people, in the window title too, and returns in one press', async () => {
    const { bridge, user } = renderBar();
    expect(await screen.findByText('AdminUser as JoeDoe')).toBeVisible();
    expect(screen.getByRole('main')).toHaveClass('bar--switched');
    expect(document.title).toBe('JoeDoe (AdminUser as JoeDoe) – Alpha garden');
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: 'Return' }));
    expect(bridge.asked.at(-1)).toEqual({ name: 'identity:return', args: ['i1'] });
  });

  it('explains the cookies of the window', async () => {
    const { user } = renderBar();
    await user.click(await screen.findByRole('button', { name: /AdminUser as JoeDoe/ }));
    const panel = screen.getByRole('region', { name: 'Who am I here? AdminUser as JoeDoe' });
    expect(panel).toHaveTextContent('MOIN_SESSION_garden = a1b2c3…');
    expect(panel).toHaveTextContent('Only localhost, every port, below /.');
    expect(panel).toHaveTextContent('Goes to alpha and beta.');
  });

  it('goes where the address says and follows where the wiki goes', async () => {
    const { bridge, user } = renderBar();
    const field = await screen.findByRole('textbox', { name: 'Address' });
    await user.clear(field);
    await user.type(field, 'http://localhost:8080/beta/{Enter}');
    expect(bridge.asked.at(-1)?.args).toEqual([
      'i1',
      { kind: 'address', address: 'http://localhost:8080/beta/' },
    ]);
    const view = await valueOf(bridge, 'identity:show', ['i1']);
    act(() =>
      bridge.tell('identity:changed', {
        ...view,
        address: 'http://localhost:8080/beta/Plants',
        canGoForward: true,
      }),
    );
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Address' })).toHaveValue(
        'http://localhost:8080/beta/Plants',
      ),
    );
    expect(screen.getByRole('button', { name: 'Forward' })).toBeEnabled();
  });
});

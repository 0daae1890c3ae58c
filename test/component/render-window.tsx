import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { expect } from 'vitest';
import { App } from '../../renderer/app/app.tsx';
import { makeFakeBridge, type FakeBridge } from '../fakes/bridge.ts';
import { gardenAnswers, makeSessions } from '../fakes/garden.ts';
import type { FakeAnswers } from '../fakes/bridge.ts';
import type { PlatformFacts } from '../../shared/contract.ts';

export interface WindowParts {
  readonly at?: string;
  readonly sessions?: number;
  readonly answers?: FakeAnswers;
  readonly platform?: PlatformFacts;
}

/** The whole window on the garden farm, at an address, with a person in front of it. */
export function renderWindow(parts: WindowParts = {}): {
  readonly bridge: FakeBridge;
  readonly user: ReturnType<typeof userEvent.setup>;
} {
  window.location.hash = parts.at ?? '#/';
  const bridge = makeFakeBridge(
    { ...gardenAnswers(makeSessions(parts.sessions ?? 12)), ...parts.answers },
    parts.platform,
  );
  const user = userEvent.setup();
  render(<App bridge={bridge} />);
  return { bridge, user };
}

/** Checks what jsdom can check; colours are checked by the contrast test and in Chromium. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(
    { exclude: ['[data-live-announcer]'] },
    {
      rules: {
        // These two look at pixels, which jsdom has none of.
        'color-contrast': { enabled: false },
        'label-content-name-mismatch': { enabled: false },
        // React Aria's announcer keeps what it read out for some seconds; it stands outside of landmarks on purpose.
        region: { enabled: false },
      },
    },
  );
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

export const findGrid = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Live sessions' });

import { vi } from 'vitest';

/**
 * How long a test waits for a state that must come, in milliseconds. It ends as soon as the state is there, so this is no
 * measure of speed: it catches what never comes, on a machine that others keep busy as well.
 */
export const patienceMs = 30_000;

const { waitFor } = vi;
vi.waitFor = (check, options) =>
  waitFor(check, typeof options === 'number' ? options : { timeout: patienceMs, ...options });

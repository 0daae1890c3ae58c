// A screen for programs that want one: the person's own, or a virtual one that is taken down afterwards.
import { spawn } from 'node:child_process';

import { onPath } from './system.mjs';

/**
 * Runs `work` with DISPLAY set. Xvfb picks a free display itself and writes its number to the third channel.
 *
 * `virtual`: a screen of our own even where there is one, so that tests don't flicker over a person's desktop.
 */
export async function withScreen(work, { virtual = false } = {}) {
  const hasScreen = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  if (process.platform !== 'linux' || (hasScreen && !virtual)) return await work(process.env);
  const xvfb = onPath('Xvfb');
  if (xvfb === null) throw new Error('there is no screen, and Xvfb is not installed');
  // -ac: tests also start programs as another user; no network reaches this screen.
  const words = ['-ac', '-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'];
  const server = spawn(xvfb, words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  try {
    const number = await new Promise((resolve, reject) => {
      server.stdio[3].once('data', (bytes) => resolve(bytes.toString().trim()));
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    });
    const environment = { ...process.env, DISPLAY: `:${number}` };
    delete environment['WAYLAND_DISPLAY'];
    return await work(environment);
  } finally {
    server.kill();
  }
}

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FarmApi } from '../../electron/api/farm-api.ts';
import { temporaryFarm, type TemporaryFarm } from '../fakes/temporary-farm.ts';

/** Scripts of `html_head` run only where a person lets them (DECISIONS 22). */
let farm: TemporaryFarm;
beforeEach(async () => {
  farm = await temporaryFarm();
  const file = path.join(farm.directory, 'farmconfig.py');
  const text = await readFile(file, 'utf8');
  const option = `    html_head = u'<script src="https://counter.example/c.js"></script>'\n`;
  await writeFile(file, text.replace(/^class FarmConfig\(.*\n/m, `$&${option}`));
});
afterEach(() => farm.remove());

async function scriptsOf(api: FarmApi, address = '/alpha/FrontPage'): Promise<string | undefined> {
  const answer = await fetch(`http://127.0.0.1:${String(api.host.mainPort)}${address}`);
  await answer.text();
  return /script-src[^;]*/.exec(answer.headers.get('content-security-policy') ?? '')?.[0];
}
const allowed = async (api: FarmApi): Promise<unknown> => {
  const overview = await api.request('farm:overview', ['farm']);
  return overview.ok && (overview.value as { readonly scriptsAllowed: boolean }).scriptsAllowed;
};
const none = "script-src 'self'";
const some = "script-src 'self' 'unsafe-inline' https:";

it('are stopped until somebody allows them, and stopped again when that is taken back', async () => {
  const api = await farm.open();
  const page = await fetch(`http://127.0.0.1:${String(api.host.mainPort)}/alpha/FrontPage`);
  expect(await page.text()).toContain('<script src="https://counter.example/c.js"></script>');
  expect([await scriptsOf(api), await allowed(api)]).toEqual([none, false]);

  expect(await api.request('farm:allowScripts', ['farm', true])).toMatchObject({ ok: true });
  expect([await scriptsOf(api), await scriptsOf(api, '/beta/FrontPage')]).toEqual([some, some]);
  expect(await allowed(api)).toBe(true);
  await api.request('farm:allowScripts', ['farm', false]);
  expect([await scriptsOf(api), await allowed(api)]).toEqual([none, false]);
});

it('are allowed for pages alone: raw text, refusals and Croft’s own files keep their policy', async () => {
  const api = await farm.open();
  await api.request('farm:allowScripts', ['farm', true]);
  expect(await scriptsOf(api, '/alpha/FrontPage?action=croft-handoff')).toBe(none);
  expect(await scriptsOf(api, '/alpha/FrontPage?action=raw')).not.toBe(some);
  expect(await scriptsOf(api, '/alpha/FrontPage')).toBe(some);
});

it('are remembered with the person: no word of it comes from the farm’s folder or goes there', async () => {
  const first = await farm.open({ readOnly: true });
  await first.request('farm:allowScripts', ['farm', true]);
  await first.close();
  const again = await farm.open({ readOnly: true });
  expect([await scriptsOf(again), await allowed(again)]).toEqual([some, true]);
  await expect(readFile(path.join(farm.directory, 'croft.json'))).rejects.toThrow('ENOENT');
});

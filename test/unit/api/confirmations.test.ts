import { expect, test, vi } from 'vitest';
import { Confirmations } from '../../../electron/api/app/confirmations.ts';
import type { NativeQuestion } from '../../../electron/api/desktop-port.ts';

const restore: NativeQuestion = { kind: 'restore', paths: ['/backups/garden.zip', '/srv/new garden'] };
const trust: NativeQuestion = { kind: 'trust', paths: ['/srv/garden'] };

test('on the desktop the dialog of the system decides, each time', async () => {
  const confirm = vi
    .fn<(question: NativeQuestion) => Promise<boolean>>()
    .mockResolvedValueOnce(false)
    .mockResolvedValue(true);
  const confirmations = new Confirmations({ confirm }, () => 0);
  expect(await confirmations.ask(trust)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(await confirmations.ask(trust)).toMatchObject({ ok: true });
  expect(await confirmations.ask(restore)).toMatchObject({ ok: true });
  expect(confirm.mock.calls).toEqual([[trust], [trust], [restore]]);
});

test('paths that the system’s own dialog gave are not asked about again; a farm’s programs always are', async () => {
  const confirm = vi.fn<(question: NativeQuestion) => Promise<boolean>>().mockResolvedValue(false);
  const confirmations = new Confirmations({ confirm }, () => 0);
  confirmations.chose('/backups/garden.zip');
  expect(await confirmations.ask(restore)).toMatchObject({ ok: false });
  confirmations.chose('/srv/new garden');
  confirmations.chose('/srv/garden');
  expect(await confirmations.ask(restore)).toMatchObject({ ok: true });
  expect(await confirmations.ask(trust)).toMatchObject({ ok: false });
});

test('headless the name is typed, and lets the same request through once, within a minute', async () => {
  let nowMs = 0;
  const confirmations = new Confirmations(null, () => nowMs);
  expect(confirmations.type('garden').ok).toBe(false);
  expect(await confirmations.ask(restore)).toMatchObject({
    ok: false,
    error: { code: 'needs-confirmation', hint: { values: { word: 'new garden' } } },
  });
  expect(confirmations.type('garden.zip').ok).toBe(false);
  expect(confirmations.type(' new garden ').ok).toBe(true);
  expect(await confirmations.ask(trust)).toMatchObject({ ok: false, error: { code: 'needs-confirmation' } });
  expect(await confirmations.ask(restore)).toMatchObject({ ok: true });
  expect(await confirmations.ask(restore)).toMatchObject({ ok: false });
  confirmations.type('new garden');
  nowMs = 60_001;
  expect(await confirmations.ask(restore)).toMatchObject({ ok: false });
});

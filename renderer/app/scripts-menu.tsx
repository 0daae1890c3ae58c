import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { answerKey, useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import { useToasts } from '../ui/toasts.tsx';

/** Whether scripts of `html_head` run in a farm's wikis: an entry for its menu, asked about only when it opens a door. */
export function useScriptsMenu(farm: FarmSummary): {
  readonly entries: readonly MenuEntry[];
  readonly dialog: ReactNode;
} {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const isOpen = farm.state.kind === 'open';
  const overview = useAnswer('farm:overview', [farm.id], { enabled: isOpen });
  const allowed = overview.data?.scriptsAllowed ?? false;

  async function allow(wanted: boolean): Promise<AppError | null> {
    const result = await bridge.request('farm:allowScripts', farm.id, wanted);
    if (!result.ok) return result.error;
    await cache.invalidateQueries({ queryKey: answerKey('farm:overview', [farm.id]) });
    toasts.show({ text: text(wanted ? 'scripts.allowed' : 'scripts.stopped', { farm: farm.name }) });
    return null;
  }
  async function stop(): Promise<void> {
    const failed = await allow(false);
    if (failed) toasts.fail(failed);
  }
  async function confirm(): Promise<void> {
    const failed = await allow(true);
    setError(failed);
    if (failed === null) setAsking(false);
  }
  function ask(): void {
    setError(null);
    setAsking(true);
  }

  const entry: MenuEntry = {
    id: 'scripts',
    text: text(allowed ? 'scripts.stop' : 'scripts.allow'),
    disabled: overview.data === undefined,
    onSelect: allowed ? () => void stop() : ask,
  };
  const dialog = asking && (
    <Dialog
      title={text('scripts.title', { farm: farm.name })}
      role="alertdialog"
      error={error}
      onClose={() => setAsking(false)}
      buttons={
        <DialogButtons
          confirm={text('scripts.confirm')}
          focusCancel
          onConfirm={() => void confirm()}
          onCancel={() => setAsking(false)}
        />
      }
    >
      <p>{text('scripts.explain')}</p>
      <p>{text('scripts.warning')}</p>
    </Dialog>
  );
  return { entries: [entry], dialog };
}

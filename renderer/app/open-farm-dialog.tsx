import { useEffect, useState } from 'react';
import type { FarmInspection } from '../../shared/contract/app.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useNameList, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/fields.tsx';
import { shortenPath } from '../ui/shorten.ts';
import { farmRoute, go } from './route.ts';

export interface OpenFarmDialogProps {
  /** What was dropped or handed over; null = let the person choose. */
  readonly path: string | null;
  readonly onClose: () => void;
}

/** Chooses a folder (native dialog, or a path field headless), says what lies in it, then opens it. */
export function OpenFarmDialog({ path, onClose }: OpenFarmDialogProps) {
  const bridge = useBridge();
  const text = useText();
  const [typed, setTyped] = useState(path ?? '');
  const [found, setFound] = useState<FarmInspection | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const choosesNatively = !bridge.platform.headless;

  async function inspect(folder: string): Promise<void> {
    setBusy(true);
    setError(null);
    const result = await bridge.request('farm:inspect', folder);
    setBusy(false);
    if (result.ok) setFound(result.value);
    else setError(result.error);
  }

  async function choose(): Promise<void> {
    const result = await bridge.request('farm:choose', 'open');
    if (!result.ok) setError(result.error);
    else if (result.value === null) onClose();
    else {
      setTyped(result.value.path);
      await inspect(result.value.path);
    }
  }

  async function open(readOnly: boolean): Promise<void> {
    if (found === null) return;
    setBusy(true);
    const result = await bridge.request('farm:open', found.path, { readOnly });
    setBusy(false);
    if (!result.ok) return setError(result.error);
    onClose();
    go(farmRoute(result.value.farmId));
  }

  useEffect(() => {
    if (path !== null) void inspect(path);
    else if (choosesNatively) void choose();
    // Asked once, when the dialog appears.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const buttons =
    found === null ? (
      <>
        <Button onPress={onClose}>{text('common.cancel')}</Button>
        {choosesNatively && <Button onPress={() => void choose()}>{text('app.open')}</Button>}
        {!choosesNatively && (
          <Button tone="primary" busy={busy} onPress={() => void inspect(typed)}>
            {text('open.look')}
          </Button>
        )}
      </>
    ) : (
      <>
        <Button onPress={onClose}>{text('common.cancel')}</Button>
        <Button busy={busy} onPress={() => void open(true)}>
          {text('open.readOnly')}
        </Button>
        {found.writable && (
          <Button tone="primary" busy={busy} onPress={() => void open(false)}>
            {text('open.open')}
          </Button>
        )}
      </>
    );

  return (
    <Dialog title={text('open.title')} error={error} onClose={onClose} buttons={buttons}>
      {!choosesNatively && found === null && (
        <TextField
          label={text('open.path')}
          help={text('open.pathHelp')}
          value={typed}
          onChange={setTyped}
          autoFocus
          onKeyDown={(event) => {
            if (event.key === 'Enter') void inspect(typed);
          }}
        />
      )}
      {found !== null && <Found found={found} />}
    </Dialog>
  );
}

function Found({ found }: { readonly found: FarmInspection }) {
  const text = useText();
  const list = useNameList();
  return (
    <div className="stack">
      <p className="code" title={found.path}>
        {shortenPath(found.path, 60)}
      </p>
      <p>{text('open.found', { kind: found.kind, names: list(found.wikis) })}</p>
      {found.plugins > 0 && <p>{text('open.plugins', { count: found.plugins })}</p>}
      {!found.writable && <p>{text('open.notWritable')}</p>}
      {found.known !== null && <p className="soft">{text('open.known')}</p>}
      <p className="soft">{text('open.readOnlyHelp')}</p>
    </div>
  );
}

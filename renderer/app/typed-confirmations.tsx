import { useMemo, useState, type ReactNode } from 'react';
import type { CroftBridge } from '../../shared/contract.ts';
import { fail, type AppError } from '../../shared/result.ts';
import { sentence } from '../../shared/texts/sentence.ts';
import { BridgeProvider, useBridge } from '../data/bridge-context.tsx';
import { useSay, useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { TextField } from '../ui/fields.tsx';

interface Waiting {
  readonly asked: AppError;
  readonly answer: (confirmed: boolean) => void;
}

/**
 * In a browser there is no dialog of the system for what a page must not decide alone: whatever is refused with
 * `needs-confirmation` asks the person to type a name, and is then asked again. No view knows of it.
 */
export function TypedConfirmations({ children }: { readonly children: ReactNode }) {
  const bridge = useBridge();
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const confirming = useMemo((): CroftBridge => {
    const confirmed = (asked: AppError): Promise<boolean> =>
      new Promise((answer) => setWaiting({ asked, answer }));
    return {
      ...bridge,
      request: async (name, ...args) => {
        const result = await bridge.request(name, ...args);
        if (result.ok || result.error.code !== 'needs-confirmation') return result;
        if (await confirmed(result.error)) return bridge.request(name, ...args);
        return fail({ code: 'cancelled', message: sentence('confirm.refused') });
      },
    };
  }, [bridge]);
  const close = (confirmed: boolean): void => {
    waiting?.answer(confirmed);
    setWaiting(null);
  };
  return (
    <BridgeProvider bridge={confirming}>
      {children}
      {waiting !== null && <TypeToConfirm bridge={bridge} asked={waiting.asked} onClose={close} />}
    </BridgeProvider>
  );
}

interface TypeToConfirmProps {
  readonly bridge: CroftBridge;
  readonly asked: AppError;
  readonly onClose: (confirmed: boolean) => void;
}

function TypeToConfirm({ bridge, asked, onClose }: TypeToConfirmProps) {
  const text = useText();
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<AppError | null>(null);

  async function confirm(): Promise<void> {
    const result = await bridge.request('program:confirm', typed);
    if (result.ok) onClose(true);
    else setProblem(result.error);
  }

  return (
    <Dialog
      title={text('confirm.title')}
      role="alertdialog"
      onClose={() => onClose(false)}
      buttons={
        <DialogButtons
          confirm={text('confirm.button')}
          tone="danger-main"
          ready={typed.trim() !== ''}
          onConfirm={() => void confirm()}
          onCancel={() => onClose(false)}
        />
      }
    >
      <p>{say(asked.message)}</p>
      <TextField
        label={asked.hint === undefined ? text('confirm.title') : say(asked.hint)}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          setProblem(null);
        }}
        problem={problem === null ? null : say(problem.message)}
        autoFocus
      />
    </Dialog>
  );
}

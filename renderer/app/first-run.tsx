import { FolderOpen, Sprout, Wand2 } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Failure } from '../ui/failure.tsx';
import { FieldMark } from './field-mark.tsx';
import { farmRoute, go } from './route.ts';
import type { ShellDialog } from './shell.tsx';

export interface FirstRunProps {
  /** The farms stand above; what Croft is need not be said again. */
  readonly compact: boolean;
  readonly onDialog: (dialog: ShellDialog) => void;
}

/** One sentence and three choices, likeliest first. */
export function FirstRun(props: FirstRunProps) {
  const text = useText();
  const bridge = useBridge();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function openSample(): Promise<void> {
    setBusy(true);
    const result = await bridge.request('farm:openSample');
    setBusy(false);
    if (result.ok) go(farmRoute(result.value.farmId));
    else setError(result.error);
  }

  return (
    <div className={props.compact ? 'first-run first-run--compact' : 'first-run'}>
      {!props.compact && (
        <>
          <FieldMark />
          <h1>{text('app.name')}</h1>
          <p className="first-run__sentence">{text('home.sentence')}</p>
        </>
      )}
      {error !== null && <Failure error={error} onRetry={() => void openSample()} />}
      <div className="first-run__choices">
        <ChoiceButton
          icon={<FolderOpen size={18} aria-hidden />}
          title={text('app.open')}
          help={text('home.openHelp')}
          onPress={() => props.onDialog({ kind: 'open-farm', path: null })}
        />
        <ChoiceButton
          icon={<Sprout size={18} aria-hidden />}
          title={text('app.sample')}
          help={text('home.sampleHelp')}
          busy={busy}
          onPress={() => void openSample()}
        />
        <ChoiceButton
          icon={<Wand2 size={18} aria-hidden />}
          title={text('app.create')}
          help={text('home.createHelp')}
          onPress={() => go({ kind: 'create' })}
        />
      </div>
      {!bridge.platform.headless && <p className="soft">{text('home.drop')}</p>}
    </div>
  );
}

interface ChoiceButtonProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly help: string;
  readonly busy?: boolean;
  readonly onPress: () => void;
}

/** The whole card can be pressed; the button's name is its title alone, the help describes it. */
function ChoiceButton({ icon, title, help, busy = false, onPress }: ChoiceButtonProps) {
  const helpId = useId();
  return (
    <div className="choice">
      {icon}
      <div>
        <Button className="choice__title" isPending={busy} onPress={onPress} aria-describedby={helpId}>
          {title}
        </Button>
        <p id={helpId} className="choice__help">
          {help}
        </p>
      </div>
    </div>
  );
}

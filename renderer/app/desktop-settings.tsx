import type { Settings } from '../../shared/contract/app.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { Checkbox } from '../ui/fields.tsx';

interface DesktopSettingsProps {
  readonly settings: Settings;
  readonly onChange: (part: Partial<Settings>) => Promise<void>;
}

/** What only a program with windows has; what this desktop can't do is absent or says so. */
export function DesktopSettings({ settings, onChange }: DesktopSettingsProps) {
  const text = useText();
  const info = useAnswer('app:info', []).data;
  return (
    <>
      <Checkbox
        isSelected={settings.notifications}
        onChange={(notifications) => void onChange({ notifications })}
      >
        {text('settings.notifications')}
      </Checkbox>
      {info?.notifications === false && settings.notifications && (
        <p className="soft">{text('settings.notificationsInWindow')}</p>
      )}
      {info?.tray === true && info.os !== 'darwin' && (
        <Checkbox isSelected={settings.keepInTray} onChange={(keepInTray) => void onChange({ keepInTray })}>
          {text('settings.keepInTray')}
        </Checkbox>
      )}
      <Checkbox isSelected={settings.confirmQuit} onChange={(confirmQuit) => void onChange({ confirmQuit })}>
        {text('settings.confirmQuit')}
      </Checkbox>
    </>
  );
}

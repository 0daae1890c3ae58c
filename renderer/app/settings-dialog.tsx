import { useState } from 'react';
import type { Settings } from '../../shared/contract/app.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, RadioGroup, Select } from '../ui/fields.tsx';
import { DesktopSettings } from './desktop-settings.tsx';
import { UpdateSetting } from './update-setting.tsx';
import { useSettings } from './settings-provider.tsx';
import { useChangeSettings } from './use-change-settings.ts';

const themes = ['system', 'light', 'dark'] as const;
const languages = ['system', 'en', 'de'] as const;

/** Each setting takes effect when it is chosen; there is nothing to save. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const changeSettings = useChangeSettings();
  const bridge = useBridge();
  const settings = useSettings();
  const [error, setError] = useState<AppError | null>(null);

  async function change(part: Partial<Settings>): Promise<void> {
    setError(await changeSettings(part));
  }

  return (
    <Dialog
      title={text('settings.title')}
      error={error}
      onClose={onClose}
      buttons={<Button onPress={onClose}>{text('common.close')}</Button>}
    >
      <RadioGroup
        label={text('settings.theme')}
        choices={themes.map((id) => ({ id, text: text(`settings.theme.${id}`) }))}
        value={settings.theme}
        onChange={(theme) => void change({ theme })}
      />
      <Select
        label={text('settings.language')}
        choices={languages.map((id) => ({ id, text: text(`settings.language.${id}`) }))}
        value={settings.language}
        onChange={(language) => void change({ language })}
      />
      <Checkbox isSelected={settings.restoreFarms} onChange={(restoreFarms) => void change({ restoreFarms })}>
        {text('settings.restore')}
      </Checkbox>
      {!bridge.platform.headless && <DesktopSettings settings={settings} onChange={change} />}
      <UpdateSetting feed={settings.updateFeed} onChange={change} />
    </Dialog>
  );
}

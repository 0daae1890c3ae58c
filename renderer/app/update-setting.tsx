import { useState } from 'react';
import type { Settings } from '../../shared/contract/app.ts';
import type { RequestValue } from '../../shared/contract.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { TextField } from '../ui/fields.tsx';

interface UpdateSettingProps {
  readonly feed: string | null;
  readonly onChange: (part: Partial<Settings>) => Promise<void>;
}

/** Who is asked for newer versions: nobody, until a person names an address. */
export function UpdateSetting({ feed, onChange }: UpdateSettingProps) {
  const text = useText();
  const bridge = useBridge();
  const [typed, setTyped] = useState(feed ?? '');
  const [found, setFound] = useState<RequestValue<'app:checkUpdate'> | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const wanted = typed.trim();
  const refused = wanted !== '' && !isHttps(wanted);

  function keep(): void {
    const next = wanted === '' ? null : wanted;
    if (!refused && next !== feed) void onChange({ updateFeed: next });
  }
  async function ask(): Promise<void> {
    setFound(null);
    setError(null);
    const result = await bridge.request('app:checkUpdate');
    if (result.ok) setFound(result.value);
    else setError(result.error);
  }

  return (
    <fieldset className="stack">
      <legend className="label">{text('settings.updates')}</legend>
      <TextField
        label={text('settings.updateFeed')}
        help={text('settings.updateFeedHelp')}
        value={typed}
        onChange={setTyped}
        onBlur={keep}
        {...(refused && { problem: text('settings.updateFeedRefused') })}
      />
      {feed !== null && (
        <div className="row">
          <Button small onPress={() => void ask()}>
            {text('settings.checkUpdate')}
          </Button>
          <span role="status">{found !== null && <Answer found={found} />}</span>
        </div>
      )}
      {error !== null && <Failure error={error} />}
    </fieldset>
  );
}

function Answer({ found: { release } }: { readonly found: RequestValue<'app:checkUpdate'> }) {
  const text = useText();
  if (release === null) return text('settings.noUpdate');
  const { version, url } = release;
  return (
    <>
      {text('settings.update', { version })}{' '}
      <a href={url} target="_blank" rel="noreferrer">
        {text('settings.updateLink', { version })}
      </a>
    </>
  );
}

const isHttps = (address: string): boolean => URL.canParse(address) && new URL(address).protocol === 'https:';

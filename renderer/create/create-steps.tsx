import { Plus, X } from 'lucide-react';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Checkbox, RadioGroup, TextField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { canShare, topologies, wikiNameFrom, type Draft } from './create-plan.ts';

export interface StepProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  /** What stands in the way of a field of the plan; null = nothing. */
  readonly problemOf: (field: string) => string | null;
}

/** Which wikis, and where on the disk. */
export function WikiStep({ draft, onChange, problemOf }: StepProps) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const change = (place: number, sitename: string, name: string): void =>
    onChange({ wikis: draft.wikis.map((wiki, index) => (index === place ? { name, sitename } : wiki)) });
  async function choose(): Promise<void> {
    const result = await bridge.request('farm:choose', 'create');
    if (!result.ok) toasts.fail(result.error);
    else if (result.value !== null) onChange({ parent: result.value.path });
  }

  return (
    <div className="create__step">
      <fieldset className="create__wikis">
        <legend className="strong">{text('create.wikis')}</legend>
        {draft.wikis.map((wiki, index) => (
          // The list is edited in place; a wiki has no other identity yet than its place.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className="create__wiki">
            <TextField
              label={text('create.sitename', { number: index + 1 })}
              value={wiki.sitename}
              problem={problemOf(`wikis.${index}.sitename`)}
              onChange={(sitename) => change(index, sitename, wikiNameFrom(sitename))}
            />
            <TextField
              label={text('create.name', { number: index + 1 })}
              code
              value={wiki.name}
              problem={problemOf(`wikis.${index}.name`)}
              onChange={(name) => change(index, wiki.sitename, name)}
            />
            <IconButton
              label={text('create.removeWiki', { name: wiki.sitename })}
              isDisabled={draft.wikis.length === 1}
              onPress={() => onChange({ wikis: draft.wikis.filter((_wiki, other) => other !== index) })}
            >
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        ))}
        <Button
          small
          onPress={() => {
            const number = draft.wikis.length + 1;
            onChange({ wikis: [...draft.wikis, { name: `wiki${number}`, sitename: `Wiki ${number}` }] });
          }}
        >
          <Plus size={14} aria-hidden />
          {text('create.addWiki')}
        </Button>
      </fieldset>
      <TextField
        label={text('create.folderName')}
        help={text('create.folderHelp')}
        value={draft.folderName}
        problem={problemOf('folderName')}
        onChange={(folderName) => onChange({ folderName })}
      />
      {bridge.platform.headless ? (
        <TextField
          label={text('create.parent')}
          help={text('create.parentHelp')}
          value={draft.parent ?? ''}
          problem={problemOf('parent')}
          onChange={(parent) => onChange({ parent: parent === '' ? null : parent })}
        />
      ) : (
        <div className="row">
          <Button onPress={() => void choose()}>{text('create.choosePlace')}</Button>
          {draft.parent !== null && <span className="code soft cut">{draft.parent}</span>}
        </div>
      )}
    </div>
  );
}

/** How a browser tells the wikis apart. */
export function AddressStep({ draft, onChange, problemOf }: StepProps) {
  const text = useText();
  return (
    <div className="create__step">
      <RadioGroup
        label={text('create.topology')}
        choices={topologies.map((id) => ({
          id,
          text: text(`create.topology.${id}`),
          help: text(`create.topology.${id}.help`),
        }))}
        value={draft.topology}
        onChange={(topology) => onChange({ topology })}
      />
      {draft.topology === 'host' && (
        <TextField
          label={text('create.domain')}
          help={text('create.domainHelp')}
          value={draft.domain}
          problem={problemOf('domain')}
          onChange={(domain) => onChange({ domain })}
        />
      )}
    </div>
  );
}

/** One login or several, and who may do everything. */
export function LoginStep({ draft, onChange, problemOf }: StepProps) {
  const text = useText();
  return (
    <div className="create__step">
      {canShare(draft.topology) ? (
        <Checkbox isSelected={draft.shareLogin} onChange={(shareLogin) => onChange({ shareLogin })}>
          {text('create.shareLogin')}
        </Checkbox>
      ) : (
        <p className="soft">{text('create.noSharing')}</p>
      )}
      <TextField
        label={text('create.superuser')}
        help={text('create.superuserHelp')}
        value={draft.superuserName}
        problem={problemOf('superuser.name')}
        onChange={(superuserName) => onChange({ superuserName })}
      />
      {draft.superuserName.trim() !== '' && (
        <>
          <TextField
            label={text('users.email')}
            type="email"
            value={draft.superuserEmail}
            problem={problemOf('superuser.email')}
            onChange={(superuserEmail) => onChange({ superuserEmail })}
          />
          <TextField
            label={text('users.password')}
            type="password"
            value={draft.superuserPassword}
            problem={problemOf('superuser.password')}
            onChange={(superuserPassword) => onChange({ superuserPassword })}
          />
        </>
      )}
    </div>
  );
}

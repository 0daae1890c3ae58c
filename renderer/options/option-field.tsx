import { useState } from 'react';
import type { OptionCell, OptionRow, OptionScope } from '../../shared/contract/option.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useSay, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, RadioGroup, TextField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { CookieNameField } from './cookie-name-field.tsx';
import { LifetimeField } from './lifetime-field.tsx';
import { numberText, printText, printTextList, readLiteral, textItems, textValue } from './python-literal.ts';
import { SuperuserField } from './superuser-field.tsx';

export interface OptionFieldProps {
  readonly farmId: string;
  readonly row: OptionRow;
  readonly cell: OptionCell;
  readonly scope: OptionScope;
  /** The Python text that waits; null = nothing staged. */
  readonly staged: string | null;
  /** Stages a Python literal. */
  readonly onChange: (text: string) => void;
}

/** The editor that fits the type; whatever it can't show is edited as a Python literal. */
export function OptionField(props: OptionFieldProps) {
  const { row, staged, cell } = props;
  const value = staged === null ? cell.value : readLiteral(staged);
  switch (row.editor) {
    case 'lifetime':
      return <LifetimeField {...props} value={value} />;
    case 'cookie-name':
      return <CookieNameField {...props} value={value} />;
    case 'superuser':
      return textItems(value) === null ? (
        <LiteralField {...props} />
      ) : (
        <SuperuserField {...props} value={value} />
      );
    case 'boolean':
    case 'boolean-or-none':
      return <BooleanField {...props} />;
    case 'integer':
    case 'number':
      return numberText(value) === null ? <LiteralField {...props} /> : <NumberTextField {...props} />;
    case 'text':
    case 'text-or-none':
    case 'folder':
      return value !== null && textValue(value) === null && !('none' in value) ? (
        <LiteralField {...props} />
      ) : (
        <PlainTextField {...props} />
      );
    case 'text-list':
      return textItems(value) === null ? <LiteralField {...props} /> : <LinesField {...props} />;
    case 'python':
      return <LiteralField {...props} />;
  }
}

function LiteralField({ row, cell, staged, onChange }: OptionFieldProps) {
  const text = useText();
  const say = useSay();
  const [typed, setTyped] = useState(staged ?? cell.text);
  return (
    <TextField
      label={text('options.literal')}
      code
      rows={Math.min(8, Math.max(2, typed.split('\n').length))}
      help={say(row.type)}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        onChange(next);
      }}
    />
  );
}

function BooleanField({ row, cell, staged, onChange }: OptionFieldProps) {
  const text = useText();
  const current = (staged ?? cell.text).trim();
  const choices = ['True', 'False', ...(row.editor === 'boolean-or-none' ? ['None'] : [])].map((id) => ({
    id,
    text: id,
  }));
  return (
    <RadioGroup
      label={text('options.value')}
      choices={choices}
      value={choices.some(({ id }) => id === current) ? current : null}
      onChange={onChange}
    />
  );
}

const numberPattern = { integer: /^[+-]?\d+$/, number: /^[+-]?(\d+(\.\d*)?|\.\d+)$/ } as const;

function NumberTextField({ row, cell, staged, onChange }: OptionFieldProps) {
  const text = useText();
  const [typed, setTyped] = useState(staged ?? numberText(cell.value) ?? '');
  const pattern = row.editor === 'integer' ? numberPattern.integer : numberPattern.number;
  return (
    <TextField
      label={text('options.value')}
      inputMode="numeric"
      value={typed}
      problem={pattern.test(typed.trim()) ? null : text('options.notANumber')}
      onChange={(next) => {
        setTyped(next);
        if (pattern.test(next.trim())) onChange(next.trim());
      }}
    />
  );
}

function PlainTextField({ row, cell, staged, onChange }: OptionFieldProps) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const value = staged === null ? cell.value : readLiteral(staged);
  const [isNone, setNone] = useState(value !== null && 'none' in value);
  const [typed, setTyped] = useState(textValue(value) ?? '');
  const tell = (none: boolean, next: string): void => {
    setNone(none);
    setTyped(next);
    onChange(none ? 'None' : printText(next, row.unicode));
  };
  async function choose(): Promise<void> {
    const result = await bridge.request('farm:choose', 'folder');
    if (!result.ok) toasts.fail(result.error);
    else if (result.value !== null) tell(false, result.value.path);
  }
  return (
    <>
      <TextField
        label={text(row.editor === 'folder' ? 'options.folder' : 'options.value')}
        code={row.editor === 'folder'}
        isDisabled={isNone}
        value={typed}
        onChange={(next) => tell(false, next)}
      />
      <div className="row">
        {(row.mayBeNone || isNone) && (
          <Checkbox isSelected={isNone} onChange={(none) => tell(none, typed)}>
            {text('options.none')}
          </Checkbox>
        )}
        {row.editor === 'folder' && !bridge.platform.headless && (
          <Button small onPress={() => void choose()}>
            {text('options.chooseFolder')}
          </Button>
        )}
      </div>
    </>
  );
}

function LinesField({ row, cell, staged, onChange }: OptionFieldProps) {
  const text = useText();
  const value = staged === null ? cell.value : readLiteral(staged);
  const [typed, setTyped] = useState((textItems(value) ?? []).join('\n'));
  return (
    <TextField
      label={text('options.onePerLine')}
      rows={6}
      code
      value={typed}
      onChange={(next) => {
        setTyped(next);
        const lines = next.split('\n').filter((line) => line.trim() !== '');
        onChange(printTextList(lines, row.unicode));
      }}
    />
  );
}

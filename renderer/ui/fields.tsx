import { Check, ChevronDown, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Checkbox as AriaCheckbox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
  SearchField as AriaSearchField,
  Select as AriaSelect,
  SelectValue,
  Text as AriaText,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly help?: ReactNode;
  readonly problem?: string | null;
  readonly code?: boolean;
  readonly rows?: number;
  readonly placeholder?: string;
}

export function TextField({
  label,
  hideLabel,
  help,
  problem,
  code,
  rows,
  placeholder,
  ...rest
}: TextFieldProps) {
  const sentence = problem ?? null;
  const className = code === true ? 'input input--code' : 'input';
  const shown = hideLabel === true ? { 'aria-label': label } : {};
  return (
    <AriaTextField {...rest} {...shown} className="field" isInvalid={sentence !== null}>
      {hideLabel !== true && <Label>{label}</Label>}
      {rows === undefined ? (
        <Input className={className} placeholder={placeholder ?? ''} />
      ) : (
        <TextArea className={className} rows={rows} placeholder={placeholder ?? ''} />
      )}
      {help !== undefined && (
        <AriaText slot="description" className="field__help">
          {help}
        </AriaText>
      )}
      {sentence !== null && <FieldError className="field__problem">{sentence}</FieldError>}
    </AriaTextField>
  );
}

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}

/** A filter: its name stands in it as long as it is empty. */
export function SearchField({ label, value, onChange, autoFocus }: SearchFieldProps) {
  return (
    <AriaSearchField
      aria-label={label}
      className="field"
      value={value}
      onChange={onChange}
      autoFocus={autoFocus ?? false}
    >
      <Input className="input" placeholder={label} />
    </AriaSearchField>
  );
}

export interface Choice<K extends string> {
  readonly id: K;
  readonly text: string;
  readonly help?: string;
}

export interface SelectProps<K extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly choices: readonly Choice<K>[];
  readonly value: K;
  readonly onChange: (value: K) => void;
}

export function Select<K extends string>(props: SelectProps<K>) {
  const choose = (key: unknown): void => {
    const choice = props.choices.find(({ id }) => id === key);
    if (choice !== undefined) props.onChange(choice.id);
  };
  const named = props.hideLabel === true ? { 'aria-label': props.label } : {};
  return (
    <AriaSelect {...named} className="field" value={props.value} onChange={choose}>
      {props.hideLabel !== true && <Label>{props.label}</Label>}
      <AriaButton className="select">
        <SelectValue />
        <ChevronDown size={14} aria-hidden />
      </AriaButton>
      <Popover className="popover">
        <ListBox className="menu">
          {props.choices.map(({ id, text }) => (
            <ListBoxItem key={id} id={id} textValue={text} className="menu__item">
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export interface CheckboxProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly isIndeterminate?: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (selected: boolean) => void;
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className="check">
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className="check__box">
            {isIndeterminate ? (
              <Minus size={12} aria-hidden />
            ) : (
              isSelected && <Check size={12} strokeWidth={3} aria-hidden />
            )}
          </span>
          <span>{children}</span>
        </>
      )}
    </AriaCheckbox>
  );
}

export interface RadioGroupProps<K extends string> {
  readonly label: string;
  readonly choices: readonly Choice<K>[];
  readonly value: K | null;
  readonly onChange: (value: K) => void;
}

export function RadioGroup<K extends string>({ label, choices, value, onChange }: RadioGroupProps<K>) {
  const choose = (key: string): void => {
    const choice = choices.find(({ id }) => id === key);
    if (choice !== undefined) onChange(choice.id);
  };
  return (
    <AriaRadioGroup className="field" value={value} onChange={choose}>
      <Label>{label}</Label>
      {choices.map(({ id, text, help }) => (
        <AriaRadio key={id} value={id} className="radio">
          <span className="radio__dot" />
          <span>
            {text}
            {help !== undefined && <span className="radio__help">{help}</span>}
          </span>
        </AriaRadio>
      ))}
    </AriaRadioGroup>
  );
}

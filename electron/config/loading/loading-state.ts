import { optionCatalogue } from '../../../shared/config/option-catalogue.ts';
import { pyStr, pyUnicode, textOf, type PyValue } from '../../../shared/python-value.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import type { ConfigProblem, InterpretedCall, OptionSource } from '../reading.ts';

/** An option as written: its value when known, and where it stands. */
export interface RawOption {
  /** Null: computed, or a built-in object. */
  readonly value: PyValue | null;
  readonly interpreted: readonly InterpretedCall[] | null;
  readonly source: OptionSource;
}

export interface LoadingInput {
  readonly siteid: string;
  /** Absolute config folder, which relative paths start from. */
  readonly dir: string;
  readonly option: (name: string) => RawOption;
  /** Old and helper names that loading looks at: `anonymous_session_lifetime`. Undefined: not set. */
  readonly other: (name: string) => RawOption | undefined;
}

/** Stops loading at the first error, as MoinMoin does. */
export class LoadStop extends Error {}

/** What the steps of loading change: the values so far, and what was found. */
export class LoadingState {
  readonly effective = new Map<string, PyValue>();
  readonly problems: ConfigProblem[] = [];
  readonly input: LoadingInput;

  constructor(input: LoadingInput) {
    this.input = input;
    for (const { name } of optionCatalogue) {
      const { value } = input.option(name);
      if (value !== null) this.effective.set(name, value);
    }
    this.effective.set('siteid', pyStr(input.siteid));
  }

  get(name: string): PyValue | undefined {
    return this.effective.get(name);
  }

  problem(
    severity: 'error' | 'warning',
    code: string,
    option: string,
    message: Sentence,
    hint: Sentence,
    detail?: string,
  ): ConfigProblem {
    const { file, line } = this.input.option(option).source;
    return { severity, code, message, hint, file, line, option, ...(detail === undefined ? {} : { detail }) };
  }

  stop(code: string, option: string, message: Sentence, hint: Sentence, detail?: string): never {
    this.problems.push(this.problem('error', code, option, message, hint, detail));
    throw new LoadStop();
  }

  /** What MoinMoin fails on when it takes something else for text. */
  attributeError(option: string, message: Sentence): never {
    this.stop('no-config-class-or-attribute', option, message, sentence('config.noText.hint'));
  }
}

/** The same kind of string with another text. */
export function withText(value: PyValue, change: (text: string) => string): PyValue {
  const text = textOf(value);
  if (text === null) return value;
  return value.type === 'unicode' ? pyUnicode(change(text)) : pyStr(change(text));
}

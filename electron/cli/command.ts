import { parseArgs } from 'node:util';
import { table, type Outcome } from './output.ts';

/** A switch (no `value`), or an option with a value that its help calls by that word. */
interface OptionSpec {
  readonly value?: string;
  /** May be given several times. */
  readonly repeat?: true;
  readonly about: string;
}
type OptionTable = Readonly<Record<string, OptionSpec>>;

/** What a command gets of its options: absent is `undefined`, a switch is true or false. */
export type OptionValues<O extends OptionTable> = {
  readonly [K in keyof O]: O[K] extends { readonly repeat: true }
    ? readonly string[]
    : O[K] extends { readonly value: string }
      ? string | undefined
      : boolean;
};

/** One word of the command line: what it takes and what it does; what it is about stands in `commands.ts`. */
export interface Command {
  readonly name: string;
  /** `croft users list FARM`, …: every way to call it. */
  readonly forms: readonly string[];
  /** Every way to call it, and each option. */
  readonly help: string;
  run(words: readonly string[]): Promise<Outcome>;
}

interface CommandSpec<O extends OptionTable> {
  readonly name: string;
  /** Words after the name, one line for each way to call it. */
  readonly forms: readonly string[];
  readonly options: O;
  readonly run: (options: OptionValues<O>, words: readonly string[]) => Promise<Outcome>;
}

const jsonOption = { json: { about: 'print JSON instead of text' } } as const;

/** From one table come how words are read, the usage, and the help. */
export function defineCommand<const O extends OptionTable>(spec: CommandSpec<O>): Command {
  const { name, run } = spec;
  const options: OptionTable = { ...spec.options, ...jsonOption };
  const forms = spec.forms.map((words) => `croft ${name} ${words}`);
  return {
    name,
    forms,
    help: helpText(forms, options),
    run: (words) => {
      const { values, positionals } = parseArgs({
        args: words.map(disguise),
        allowPositionals: true,
        options: Object.fromEntries(
          Object.entries(options).map(([option, { value, repeat }]) => [
            option,
            { type: value === undefined ? 'boolean' : 'string', multiple: repeat === true },
          ]),
        ),
      });
      // The table just said which of them are switches; a switch that is not there is off.
      const given = Object.entries(spec.options).map(([option, { value, repeat }]) => {
        const found = values[option] ?? (repeat ? [] : value === undefined ? false : undefined);
        return [option, typeof found === 'string' ? undisguise(found) : found];
      });
      return run(Object.fromEntries(given) as OptionValues<O>, positionals.map(undisguise));
    },
  };
}

function helpText(forms: readonly string[], options: OptionTable): string {
  const rows = Object.entries(options).map(([option, { value, about: meaning }]) => [
    `  --${option}${value === undefined ? '' : ` ${value}`}`,
    meaning,
  ]);
  return `${forms.map((form) => `  ${form}\n`).join('')}\n${table(rows)}`;
}

/**
 * `config set FARM cookie_lifetime -3`: a word that begins with a minus and a digit is no switch.
 *
 * `parseArgs` has no setting for that, so such words pass it in disguise.
 */
const disguise = (word: string): string => (/^-\d/.test(word) ? `\0${word}` : word);
const undisguise = (word: string): string => (word.startsWith('\0') ? word.slice(1) : word);

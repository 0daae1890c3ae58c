/** What is wrong with a macro's arguments; shown in the page (spec/macros.md §1). */
export class ArgumentError extends Error {}

/** One parameter of a macro: its kind, and what holds without it. */
export type Parameter =
  | { readonly kind: 'text'; readonly default: string | null }
  | { readonly kind: 'required-text' }
  | { readonly kind: 'integer'; readonly default: number | null }
  | { readonly kind: 'boolean'; readonly default: boolean }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly default: string | null }
  | { readonly kind: 'required-choice'; readonly choices: readonly string[] }
  | { readonly kind: 'unit'; readonly units: readonly string[]; readonly default: string | null };

type ValueOf<P extends Parameter> = P extends { kind: 'required-text' | 'required-choice' }
  ? string
  : P extends { kind: 'integer' }
    ? number | null
    : P extends { kind: 'boolean' }
      ? boolean
      : string | null;

export type Values<S extends Readonly<Record<string, Parameter>>> = {
  readonly [K in keyof S]: ValueOf<S[K]>;
};

/** An argument as written: named or not; null text: left out (`,,`). */
interface Argument {
  readonly name: string | null;
  readonly text: string | null;
}

export interface ParsedArguments<S extends Readonly<Record<string, Parameter>>> {
  readonly values: Values<S>;
  /** Named arguments that are no parameters, for macros that take any. */
  readonly others: readonly (readonly [string, string])[];
}

/** Reads arguments by the macro's parameters, in order and by name. */
export function parseArguments<S extends Readonly<Record<string, Parameter>>>(
  source: string | null,
  parameters: S,
  options: { readonly allowOthers?: boolean } = {},
): ParsedArguments<S> {
  const names = Object.keys(parameters);
  const given = new Map<string, string>();
  const others: (readonly [string, string])[] = [];
  let position = 0;
  let named = false;
  for (const argument of splitArguments(source ?? '')) {
    if (argument.name !== null) {
      named = true;
      if (names.includes(argument.name)) given.set(argument.name, argument.text ?? '');
      else if (options.allowOthers === true) others.push([argument.name, argument.text ?? '']);
      else throw new ArgumentError(`No argument named "${argument.name}"`);
      continue;
    }
    if (named) throw new ArgumentError('Cannot have arguments without name following named arguments');
    const name = names[position];
    position += 1;
    if (name === undefined) throw new ArgumentError('Too many arguments');
    if (argument.text !== null) given.set(name, argument.text);
  }
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(parameters))
    values[name] = convert(name, parameter, given.get(name));
  return { values: values as Values<S>, others };
}

/** Splits at commas outside of quotes; the whole may be empty: no arguments. */
function splitArguments(source: string): readonly Argument[] {
  if (source.trim() === '') return [];
  const result: Argument[] = [];
  let position = 0;
  for (;;) {
    const part = readArgument(source, position);
    result.push(part.argument);
    if (part.end >= source.length) return result;
    position = part.end + 1;
  }
}

/** One argument from `start` to the comma or end behind it. */
function readArgument(source: string, start: number): { readonly argument: Argument; readonly end: number } {
  let text = '';
  let name: string | null = null;
  let quoted = false;
  let inQuotes = false;
  let position = start;
  for (; position < source.length; position += 1) {
    const character = source.charAt(position);
    if (inQuotes) {
      if (character !== '"') text += character;
      else if (source.charAt(position + 1) === '"') {
        text += '"';
        position += 1;
      } else inQuotes = false;
    } else if (character === '"' && text.trim() === '') {
      text = '';
      quoted = true;
      inQuotes = true;
    } else if (character === ',') break;
    else if (character === '=' && name === null && !quoted) {
      name = text.trim();
      text = '';
    } else if (!quoted || character.trim() !== '') text += character;
  }
  const value = quoted ? text : text.trim();
  return { argument: { name, text: value === '' && !quoted && name === null ? null : value }, end: position };
}

function convert(
  name: string,
  parameter: Parameter,
  text: string | undefined,
): string | number | boolean | null {
  switch (parameter.kind) {
    case 'required-text':
      if (text === undefined) throw new ArgumentError(`Argument "${name}" is required`);
      return text;
    case 'text':
      return text ?? parameter.default;
    case 'integer':
      return text === undefined || text === '' ? parameter.default : toInteger(name, text);
    case 'boolean':
      return text === undefined || text === '' ? parameter.default : toBoolean(name, text);
    case 'choice':
      return text === undefined ? parameter.default : toChoice(name, parameter.choices, text);
    case 'required-choice':
      if (text === undefined) throw new ArgumentError(`Argument "${name}" is required`);
      return toChoice(name, parameter.choices, text);
    case 'unit':
      return text === undefined || text === '' ? parameter.default : toUnit(parameter.units, text);
  }
}

function toChoice(name: string, choices: readonly string[], text: string): string {
  if (choices.includes(text)) return text;
  const list = choices.map((choice) => `"${choice}"`).join(', ');
  throw new ArgumentError(`Argument "${name}" must be one of ${list}, not "${text}"`);
}

function toInteger(name: string, text: string): number {
  if (!/^\s*[+-]?\d+\s*$/.test(text))
    throw new ArgumentError(`Argument "${name}" must be an integer value, not "${text}"`);
  return Number(text);
}

function toBoolean(name: string, text: string): boolean {
  const word = text.toLowerCase();
  if (['true', 'yes', '1', 'y'].includes(word)) return true;
  if (['false', 'no', '0', 'n'].includes(word)) return false;
  throw new ArgumentError(`Argument "${name}" must be a boolean value, not "${text}"`);
}

function toUnit(units: readonly string[], text: string): string {
  const match = /^(\d+(?:\.\d+)?)\s*(\D*)$/.exec(text.trim());
  const unit = (match?.[2] ?? '').trim();
  if (match === null || (unit !== '' && !units.includes(unit)))
    throw new ArgumentError(`Invalid unit in value ${text} (allowed units: ${units.join(', ')})`);
  return `${match[1] ?? ''}${unit}`;
}

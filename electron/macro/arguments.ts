import { splitArguments } from '../markup/quoted-arguments.ts';

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
  /** null: left out, the default holds. */
  const given = new Map<string, string | null>();
  const others: (readonly [string, string])[] = [];
  let position = 0;
  let named = false;
  for (const { name, text, isJoined } of splitArguments(source ?? '')) {
    if (isJoined) throw new ArgumentError('A comma is missing between two arguments');
    if (name === null) {
      if (named) throw new ArgumentError('Cannot have arguments without name following named arguments');
      const positional = names[position];
      position += 1;
      if (positional === undefined) throw new ArgumentError('Too many arguments');
      given.set(positional, text);
      continue;
    }
    named = true;
    if (!names.includes(name)) {
      if (options.allowOthers !== true) throw new ArgumentError(`No argument named "${name}"`);
      others.push([name, text ?? '']);
    } else if (!given.has(name) || names.indexOf(name) >= position) given.set(name, text);
  }
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(parameters))
    values[name] = convert(name, parameter, given.get(name) ?? null);
  return { values: values as Values<S>, others };
}

function convert(name: string, parameter: Parameter, text: string | null): string | number | boolean | null {
  if (text === null) {
    if ('default' in parameter) return parameter.default;
    throw new ArgumentError(`Argument "${name}" is required`);
  }
  switch (parameter.kind) {
    case 'required-text':
    case 'text':
      return text;
    case 'integer':
      return toInteger(name, text);
    case 'boolean':
      return toBoolean(name, text);
    case 'choice':
    case 'required-choice':
      return toChoice(name, parameter.choices, text);
    case 'unit':
      return toUnit(parameter.units, text);
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

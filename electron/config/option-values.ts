import { optionInfo } from '../../shared/config/option-catalogue.ts';
import { textOf, type PyValue } from '../../shared/python-value.ts';
import { isTrue } from './python-truth.ts';

/**
 * Effective options as plain JavaScript. MoinMoin takes nearly anything at load and fails when it uses it; here a value
 * of the wrong type counts as the option's default, and `config check` names it.
 */
type Effective = ReadonlyMap<string, PyValue>;

export function text(values: Effective, name: string): string {
  const value = values.get(name);
  return textOf(value) ?? lossyText(value) ?? textOf(optionInfo(name)?.default ?? undefined) ?? '';
}

/** Bytes that are no UTF-8 are shown as Latin-1 rather than lost. */
function lossyText(value: PyValue | undefined): string | null {
  return value?.type === 'str' ? Buffer.from(value.bytes).toString('latin1') : null;
}

export function optionalText(values: Effective, name: string): string | null {
  const value = values.get(name);
  return textOf(value) ?? lossyText(value);
}

export function flag(values: Effective, name: string): boolean {
  const value = values.get(name) ?? optionInfo(name)?.default ?? undefined;
  return value !== undefined && isTrue(value);
}

export function number(values: Effective, name: string): number {
  return numberOf(values.get(name)) ?? numberOf(optionInfo(name)?.default ?? undefined) ?? 0;
}

function numberOf(value: PyValue | undefined): number | null {
  if (value === undefined || !('value' in value)) return null;
  return Number(value.value);
}

/** The texts in a list or tuple; a lone text counts as a list of one, anything else is left out. */
export function listOfTexts(value: PyValue | undefined): string[] {
  const single = textOf(value);
  if (single !== null) return [single];
  if (value?.type !== 'list' && value?.type !== 'tuple') return [];
  return value.items.flatMap((item) => textOf(item) ?? []);
}

export function texts(values: Effective, name: string): string[] {
  return listOfTexts(values.get(name) ?? optionInfo(name)?.default ?? undefined);
}

/** A dictionary by its text keys; entries that `read` gives null for are left out. */
export function mapOf<T>(
  value: PyValue | undefined,
  read: (value: PyValue) => T | null,
): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  if (value?.type !== 'dict') return result;
  for (const [key, entry] of value.entries) {
    const name = textOf(key);
    const known = read(entry);
    if (name !== null && known !== null) result.set(name, known);
  }
  return result;
}

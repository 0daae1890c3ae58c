import type { AppError, Result } from '../../shared/result.ts';
import { english } from '../../shared/texts/english.ts';

/** Exit codes of the command line (DESIGN §8). */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

/** A command ends in one of these; `text` and `json` go to standard output, `error` as one line to standard error. */
export type Outcome =
  | { readonly kind: 'done'; readonly text: string; readonly json: unknown; readonly exitCode?: number }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'usage'; readonly message: string };

export const done = (text: string, json: unknown): Outcome => ({ kind: 'done', text, json });
export const failed = (error: AppError): Outcome => ({ kind: 'failed', error });
export const usage = (message: string): Outcome => ({ kind: 'usage', message });

/** The outcome of a result that has nothing more to say. */
export function outcomeOf<T>(result: Result<T>, show: (value: T) => Outcome): Outcome {
  return result.ok ? show(result.value) : failed(result.error);
}

/** One line: what, where, what to do. */
export function errorLine(error: AppError): string {
  const place =
    error.file === undefined ? '' : `${error.file}${error.line === undefined ? '' : `:${error.line}`}: `;
  const hint = error.hint === undefined ? '' : ` ${english(error.hint)}`;
  return `croft: ${place}${english(error.message)}${hint}`.replace(/\s*\n\s*/g, ' ');
}

/** One line of at most so many characters; what is left out shows as an ellipsis. */
export function cut(text: string, longest: number): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  const characters = Array.from(line);
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}

/** Left-aligned columns, two blanks between them. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

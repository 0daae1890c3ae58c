import type { PyValue } from '../../../shared/python-value.ts';
import { PickleCorruptError, PickleRefusedError } from './errors.ts';
import { PickleMachine } from './machine.ts';
import { limits } from './limits.ts';

/** What a session file turned out to be (spec/sessions.md §9.5). */
export type DecodedPickle =
  | {
      readonly kind: 'ok';
      readonly value: Extract<PyValue, { type: 'dict' }>;
      /** Bytes after the end mark; Python ignores them. */
      readonly trailingBytes: number;
    }
  | { readonly kind: 'not-a-dict'; readonly value: PyValue; readonly trailingBytes: number }
  | { readonly kind: 'corrupt'; readonly reason: string; readonly offset: number }
  | {
      readonly kind: 'refused';
      /** Name of the opcode that calls code (`GLOBAL`, `REDUCE` …) or of the limit (`DEPTH`, `CYCLE` …). */
      readonly reason: string;
      readonly offset: number;
      /** `module.name` as the file spells it; text only, never looked up. */
      readonly names: readonly string[];
    };

/**
 * Reads a pickle of protocol 0, 1 or 2 as plain data (spec/sessions.md §9.3 to §9.5).
 *
 * There is no way from here to code: the first opcode that would name or call any ends the reading. Time and memory are
 * linear in the number of bytes; never throws.
 */
export function decodePickle(bytes: Uint8Array): DecodedPickle {
  if (bytes.length > limits.fileBytes) return { kind: 'refused', reason: 'SIZE', offset: 0, names: [] };
  const machine = new PickleMachine(bytes);
  try {
    const value = machine.run();
    const trailingBytes = bytes.length - machine.offset;
    return value.type === 'dict'
      ? { kind: 'ok', value, trailingBytes }
      : { kind: 'not-a-dict', value, trailingBytes };
  } catch (error) {
    if (error instanceof PickleRefusedError)
      return { kind: 'refused', reason: error.reason, offset: machine.opcodeOffset, names: error.names };
    if (error instanceof PickleCorruptError)
      return { kind: 'corrupt', reason: error.message, offset: machine.opcodeOffset };
    throw error;
  }
}

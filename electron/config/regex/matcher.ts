import { Marks } from './marks.ts';
import type { Instruction, Program, Step } from './program.ts';
import { back, isBorder } from './text-places.ts';

/** Where a program matched: start and end of the whole (0, 1) and of each group; -1 = took no part. */
export type Slots = readonly number[];

/** The matcher stopped before it knew. */
export const gaveUp: unique symbol = Symbol('gave up');

const mostSteps = 20_000_000;
/** Where failures can't be remembered the time may grow without bounds. */
const mostStepsWithoutMemory = 500_000;

/** In place of a position. */
const failed = -1;
const stopped = -2;

/**
 * Runs a program over one text by backtracking, which finds what Python finds; but remembers where each instruction that
 * can be reached in several ways has failed, so that no way is gone twice: time and memory are bounded by the size of the
 * pattern times the length of the text.
 *
 * The memory serves all searches in the same text. References to groups make it impossible; then the steps are counted.
 */
export class Matcher {
  readonly #program: Program;
  readonly #text: string;
  readonly #slots: number[];
  /**
   * What to do when a way ends, in pairs of numbers, last one first: an instruction and the position to go on at; or,
   * below zero, a slot and its value before, or behind all slots an instruction's memory and where it has failed then.
   */
  readonly #trail: number[] = [];
  readonly #failures: Marks;
  /** For bodies of looks without groups, of which only the end counts. */
  readonly #successes: Marks;
  readonly #remembers: boolean;
  #position = 0;
  #stepsLeft: number;

  constructor(program: Program, text: string) {
    this.#program = program;
    this.#text = text;
    this.#slots = Array<number>(program.slots).fill(-1);
    this.#failures = new Marks(program.memos, text.length + 1);
    this.#successes = new Marks(program.memos, text.length + 1);
    this.#remembers = program.remembers && !this.#failures.isTooLarge;
    this.#stepsLeft = this.#remembers ? mostSteps : mostStepsWithoutMemory;
  }

  /** A match that begins at this position. */
  matchAt(position: number): Slots | null | typeof gaveUp {
    this.#trail.length = 0;
    this.#slots.fill(-1);
    const end = this.#run(this.#program.start, position, false);
    if (end === stopped) return gaveUp;
    if (end === failed) return null;
    return [position, end, ...this.#slots.slice(2, 2 * (this.#program.groups + 1))];
  }

  /** Follows the instructions until one accepts; answers the position, or how it ended otherwise. */
  #run(start: number, from: number, onlyWhether: boolean): number {
    const { instructions } = this.#program;
    const bottom = this.#trail.length;
    this.#position = from;
    for (let at = start; at >= 0 || (at === failed && (at = this.#goBack(bottom)) >= 0);) {
      if (--this.#stepsLeft < 0) return stopped;
      const instruction = instructions[at] as Instruction;
      if (instruction.op === 'accept') return this.#position;
      if (instruction.memo >= 0 && this.#remembers) {
        if (onlyWhether && this.#successes.has(instruction.memo, this.#position)) return this.#position;
        if (this.#failures.has(instruction.memo, this.#position)) {
          at = failed;
          continue;
        }
        this.#trail.push(-1 - this.#program.slots - instruction.memo, this.#position);
      }
      at = this.#step(instruction);
      if (at === stopped) return stopped;
    }
    return failed;
  }

  /** Undoes what was done since the last open choice, and takes its other way; `failed` when there is none. */
  #goBack(bottom: number): number {
    const { slots } = this.#program;
    while (this.#trail.length > bottom) {
      const value = this.#trail.pop() ?? 0;
      const code = this.#trail.pop() ?? 0;
      if (code >= 0) {
        this.#position = value;
        return code;
      }
      if (code >= -slots) this.#slots[-1 - code] = value;
      else this.#failures.add(-1 - slots - code, value);
    }
    return failed;
  }

  /** Answers the next instruction, `failed` or `stopped`. */
  #step(step: Step): number {
    switch (step.op) {
      case 'character': {
        const point = this.#text.codePointAt(this.#position);
        if (point === undefined || !step.set.has(point)) return failed;
        this.#position += point > 0xffff ? 2 : 1;
        return step.next;
      }
      case 'split':
        this.#trail.push(step.second, this.#position);
        return step.first;
      case 'border':
        return isBorder(step.at, this.#text, this.#position, step.words) ? step.next : failed;
      case 'note':
        this.#trail.push(-1 - step.slot, this.#slots[step.slot] ?? -1);
        this.#slots[step.slot] = this.#position;
        return step.next;
      case 'progress':
        return this.#slots[step.slot] === this.#position ? step.leave : step.again;
      case 'look':
        return this.#look(step);
      case 'reference':
        return this.#refer(step);
      case 'conditional':
        return (this.#slots[2 * step.group + 1] ?? -1) >= 0 ? step.yes : step.no;
      case 'accept':
        return failed;
    }
  }

  #look(step: Extract<Step, { op: 'look' }>): number {
    const here = this.#position;
    const { ahead, negated, width } = step.look;
    const from = ahead ? here : back(this.#text, here, width);
    const bottom = this.#trail.length;
    const end = from === null ? failed : this.#run(step.body, from, !step.captures);
    if (end === stopped) return stopped;
    if (end !== failed) this.#settle(bottom, negated, step.captures);
    this.#position = here;
    return (end === failed) === negated ? step.next : failed;
  }

  /** Closes the choices of a look that has found something; its groups stay unless it is negated. */
  #settle(bottom: number, undo: boolean, captures: boolean): void {
    const { slots } = this.#program;
    const trail = this.#trail.splice(bottom);
    for (let index = trail.length - 2; index >= 0; index -= 2) {
      const [code = 0, value = 0] = [trail[index], trail[index + 1]];
      if (code < -slots && !captures) this.#successes.add(-1 - slots - code, value);
      if (code < 0 && code >= -slots && undo) this.#slots[-1 - code] = value;
    }
    if (undo) return;
    for (let index = 0; index < trail.length; index += 2) {
      const [code = 0, value = 0] = [trail[index], trail[index + 1]];
      if (code < 0 && code >= -slots) this.#trail.push(code, value);
    }
  }

  #refer(step: Extract<Step, { op: 'reference' }>): number {
    const [start = -1, end = -1] = this.#slots.slice(2 * step.group, 2 * step.group + 2);
    if (start < 0 || end < 0) return failed;
    const length = end - start;
    const there = this.#text.slice(this.#position, this.#position + length);
    if (step.fold(there) !== step.fold(this.#text.slice(start, end))) return failed;
    this.#position += length;
    return step.next;
  }
}

import type { CharacterSet } from './character-set.ts';
import { PatternError } from './problem.ts';
import { widthOf, type Border, type Look, type Repeat, type Tree } from './tree.ts';

/** One step of the matcher. `next` and its like are indexes of instructions. */
export type Instruction = {
  /** Its place in the memory of failures; -1 for those that only one instruction leads to. */
  memo: number;
} & Step;

export type Step =
  | { readonly op: 'character'; readonly set: CharacterSet; readonly next: number }
  | { readonly op: 'border'; readonly at: Border; readonly words: CharacterSet; readonly next: number }
  /** Tries `first`, then `second`. */
  | { readonly op: 'split'; first: number; second: number }
  /** Notes the position in a slot. */
  | { readonly op: 'note'; readonly slot: number; readonly next: number }
  /** Goes round a loop again if it got on since the position in the slot, else leaves it. */
  | { readonly op: 'progress'; readonly slot: number; readonly again: number; readonly leave: number }
  | {
      readonly op: 'look';
      readonly look: Look;
      readonly body: number;
      readonly next: number;
      readonly captures: boolean;
    }
  | {
      readonly op: 'reference';
      readonly group: number;
      readonly fold: (text: string) => string;
      readonly next: number;
    }
  | { readonly op: 'conditional'; readonly group: number; readonly yes: number; readonly no: number }
  | { readonly op: 'accept' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  readonly groups: number;
  /** Two for each group, one more for each loop whose body may be empty. */
  readonly slots: number;
  /** How many instructions have a place in the memory of failures. */
  readonly memos: number;
  /** What follows depends on more than instruction and position, so failures can't be remembered. */
  readonly remembers: boolean;
}

const mostInstructions = 20_000;

/** Throws a PatternError for patterns that become too large. */
export function compileProgram(tree: Tree, groups: number): Program {
  const compiler = new Compiler(groups);
  const start = compiler.tree(tree, compiler.add({ op: 'accept' }));
  return compiler.finish(start, groups);
}

class Compiler {
  readonly #instructions: Instruction[] = [];
  #slots: number;
  #remembers = true;

  constructor(groups: number) {
    this.#slots = 2 * (groups + 1);
  }

  add(step: Step): number {
    if (this.#instructions.length >= mostInstructions)
      throw new PatternError('the pattern is too large', 0, 'unsupported');
    this.#instructions.push({ ...step, memo: -1 });
    return this.#instructions.length - 1;
  }

  finish(start: number, groups: number): Program {
    // A search comes to the start once more from outside.
    const sources = new Map([[start, 1]]);
    for (const instruction of this.#instructions)
      for (const target of targetsOf(instruction)) sources.set(target, (sources.get(target) ?? 0) + 1);
    let memos = 0;
    for (const [index, instruction] of this.#instructions.entries())
      if ((sources.get(index) ?? 0) > 1) instruction.memo = memos++;
    return {
      instructions: this.#instructions,
      start,
      groups,
      slots: this.#slots,
      memos,
      remembers: this.#remembers,
    };
  }

  /** Adds what matches the tree and goes on at `next`; answers where it begins. */
  tree(tree: Tree, next: number): number {
    switch (tree.kind) {
      case 'character':
        return this.add({ op: 'character', set: tree.set, next });
      case 'border':
        return this.add({ op: 'border', at: tree.at, words: tree.words, next });
      case 'sequence':
        return tree.parts.reduceRight((after, part) => this.tree(part, after), next);
      case 'choice':
        return tree.branches
          .map((branch) => this.tree(branch, next))
          .reduceRight((second, first) => this.add({ op: 'split', first, second }));
      case 'repeat':
        return this.#repeat(tree, next);
      case 'group': {
        const closing = this.add({ op: 'note', slot: 2 * tree.number + 1, next });
        return this.add({ op: 'note', slot: 2 * tree.number, next: this.tree(tree.body, closing) });
      }
      case 'look': {
        const body = this.tree(tree.body, this.add({ op: 'accept' }));
        return this.add({ op: 'look', look: tree, body, next, captures: hasGroups(tree.body) });
      }
      case 'reference':
        this.#remembers = false;
        return this.add({ op: 'reference', group: tree.group, fold: tree.fold, next });
      case 'conditional': {
        this.#remembers = false;
        const [yes, no] = [this.tree(tree.yes, next), this.tree(tree.no, next)];
        return this.add({ op: 'conditional', group: tree.group, yes, no });
      }
    }
  }

  /** What must come is written out, then what may come: a loop, or copies each of which may be left out. */
  #repeat({ body, least, most, lazy }: Repeat, next: number): number {
    let start = next;
    if (most === Infinity) start = this.#loop(body, lazy, next);
    else for (let copy = least; copy < most; copy++) start = this.#choose(this.tree(body, start), next, lazy);
    for (let copy = 0; copy < least; copy++) start = this.tree(body, start);
    return start;
  }

  #choose(inside: number, outside: number, lazy: boolean): number {
    return this.add({ op: 'split', first: lazy ? outside : inside, second: lazy ? inside : outside });
  }

  #loop(body: Tree, lazy: boolean, next: number): number {
    const start = this.#choose(next, next, lazy);
    const split = this.#instructions[start];
    if (split?.op !== 'split') throw new Error('a choice was just added');
    let inside: number;
    if (widthOf(body).least > 0) inside = this.tree(body, start);
    else {
      const slot = this.#slots++;
      const progress = this.add({ op: 'progress', slot, again: start, leave: next });
      inside = this.add({ op: 'note', slot, next: this.tree(body, progress) });
    }
    if (lazy) split.second = inside;
    else split.first = inside;
    return start;
  }
}

function targetsOf(instruction: Instruction): readonly number[] {
  switch (instruction.op) {
    case 'split':
      return [instruction.first, instruction.second];
    case 'progress':
      return [instruction.again, instruction.leave];
    case 'conditional':
      return [instruction.yes, instruction.no];
    case 'look':
      return [instruction.body, instruction.next];
    case 'accept':
      return [];
    default:
      return [instruction.next];
  }
}

function hasGroups(tree: Tree): boolean {
  switch (tree.kind) {
    case 'group':
      return true;
    case 'sequence':
      return tree.parts.some(hasGroups);
    case 'choice':
      return tree.branches.some(hasGroups);
    case 'repeat':
    case 'look':
      return hasGroups(tree.body);
    case 'conditional':
      return hasGroups(tree.yes) || hasGroups(tree.no);
    case 'character':
    case 'border':
    case 'reference':
      return false;
  }
}

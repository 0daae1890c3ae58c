import type { PyValue } from '../../../shared/python-value.ts';
import { parseFloatText, parseIntegerText } from '../../../shared/python/numbers.ts';
import { decodeUtf8 } from '../../../shared/python/utf8.ts';
import { finish, storeItem, type DictNode, type ListNode, type Node } from './build.ts';
import { ByteReader } from './byte-reader.ts';
import { PickleCorruptError, PickleRefusedError } from './errors.ts';
import { limits } from './limits.ts';
import { integerFromBytes } from './long-bytes.ts';
import { longLine, quotedBytes, rawUnicodeEscape } from './text-lines.ts';

const mark = Symbol('mark');
type StackItem = Node | typeof mark;

const noneValue: Node = { type: 'none' };
const trueValue: Node = { type: 'bool', value: true };
const falseValue: Node = { type: 'bool', value: false };
const emptyTuple: Node = { type: 'tuple', items: [] };
const largestInt = 2n ** 63n - 1n;
const smallestInt = -(2n ** 63n);

/** Opcodes that name or call code, by byte (spec/sessions.md §9.4); the number says how many operand lines name it. */
const refusedOpcodes = new Map<number, readonly [name: string, nameLines: number]>([
  [0x63, ['GLOBAL', 2]],
  [0x69, ['INST', 2]],
  [0x6f, ['OBJ', 0]],
  [0x52, ['REDUCE', 0]],
  [0x62, ['BUILD', 0]],
  [0x81, ['NEWOBJ', 0]],
  [0x82, ['EXT1', 0]],
  [0x83, ['EXT2', 0]],
  [0x84, ['EXT4', 0]],
  [0x50, ['PERSID', 0]],
  [0x51, ['BINPERSID', 0]],
]);

/**
 * The stack machine that a pickle is a program for, reduced to opcodes that make plain data.
 *
 * Behaves as Python 2.7's pure-Python unpickler does, which is the one MoinMoin uses; where that raises, the file is
 * corrupt.
 */
export class PickleMachine {
  readonly #reader: ByteReader;
  readonly #stack: StackItem[] = [];
  readonly #memo = new Map<string, Node>();
  /** Where the opcode now being carried out begins. */
  opcodeOffset = 0;

  constructor(bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes);
  }

  get offset(): number {
    return this.#reader.offset;
  }

  /** Runs up to the first STOP and returns the value on top. Throws the two errors of `errors.ts`. */
  run(): PyValue {
    for (;;) {
      this.opcodeOffset = this.#reader.offset;
      const opcode = this.#reader.uint8();
      if (opcode === 0x2e) return finish(this.#pop());
      const refused = refusedOpcodes.get(opcode);
      if (refused !== undefined) this.#refuse(refused);
      const operation = operations.get(opcode);
      if (operation === undefined)
        throw new PickleCorruptError(`unknown opcode 0x${opcode.toString(16).padStart(2, '0')}`);
      operation(this.#reader, this);
      if (this.#stack.length > limits.stack || this.#memo.size > limits.stack)
        throw new PickleRefusedError('EXPANSION');
    }
  }

  #refuse([name, nameLines]: readonly [string, number]): never {
    const names = nameLines === 0 ? [] : [this.#reader.peekLines(nameLines).join('.')];
    throw new PickleRefusedError(name, names);
  }

  #pop(): Node {
    const item = this.#stack.pop();
    if (item === undefined || item === mark) throw new PickleCorruptError('nothing on the stack');
    return item;
  }

  push(node: Node): void {
    this.#stack.push(node);
  }

  pushMark(): void {
    this.#stack.push(mark);
  }

  top(): Node {
    const item = this.#stack.at(-1);
    if (item === undefined || item === mark) throw new PickleCorruptError('nothing on the stack');
    return item;
  }

  /** POP takes away whatever lies on top, a mark too. */
  discard(): void {
    if (this.#stack.pop() === undefined) throw new PickleCorruptError('nothing on the stack');
  }

  take(count: number): Node[] {
    const items: Node[] = [];
    for (let index = 0; index < count; index += 1) items.push(this.#pop());
    return items.reverse();
  }

  /** Everything above the topmost mark, which goes too. */
  takeToMark(): Node[] {
    const items: Node[] = [];
    for (;;) {
      const item = this.#stack.pop();
      if (item === undefined) throw new PickleCorruptError('no mark on the stack');
      if (item === mark) return items.reverse();
      items.push(item);
    }
  }

  topList(): ListNode {
    const top = this.top();
    if (top.type !== 'list') throw new PickleCorruptError(`append to a ${top.type}`);
    return top;
  }

  topDict(): DictNode {
    const top = this.top();
    if (top.type !== 'dict') throw new PickleCorruptError(`item set in a ${top.type}`);
    return top;
  }

  /** Memo slots are named by their text, as in Python's unpickler: `p1` and slot 1 of `q` are one, `p01` is another. */
  remember(slot: string): void {
    this.#memo.set(slot, this.top());
  }

  recall(slot: string): void {
    const node = this.#memo.get(slot);
    if (node === undefined) throw new PickleCorruptError(`nothing in memo slot ${slot.slice(0, 20)}`);
    this.push(node);
  }
}

type Operation = (reader: ByteReader, machine: PickleMachine) => void;

/** An opcode that only pushes a value read from its operand. */
const value =
  (read: (reader: ByteReader) => Node): Operation =>
  (reader, machine) =>
    machine.push(read(reader));

const tupleOf =
  (count: number): Operation =>
  (_reader, machine) =>
    machine.push({ type: 'tuple', items: machine.take(count) });

/** Every opcode that makes plain data, by its byte or its character. */
const operationTable: readonly (readonly [number | string, Operation])[] = [
  [0x80, checkProtocol],
  ['(', (_reader, machine) => machine.pushMark()],
  ['0', (_reader, machine) => machine.discard()],
  ['1', (_reader, machine) => machine.takeToMark()],
  ['2', (_reader, machine) => machine.push(machine.top())],
  ['N', value(() => noneValue)],
  [0x88, value(() => trueValue)],
  [0x89, value(() => falseValue)],
  ['I', value((reader) => integerLine(reader.lineText()))],
  ['L', value((reader) => ({ type: 'long', value: longLine(shortNumber(reader.lineText())) }))],
  ['F', value((reader) => floatLine(reader.lineText()))],
  ['K', value((reader) => ({ type: 'int', value: BigInt(reader.uint8()) }))],
  ['M', value((reader) => ({ type: 'int', value: BigInt(reader.uint16()) }))],
  ['J', value((reader) => ({ type: 'int', value: BigInt(reader.int32()) }))],
  [0x8a, value((reader) => longFrom(reader, reader.uint8()))],
  [0x8b, value((reader) => longFrom(reader, reader.int32()))],
  ['G', value((reader) => ({ type: 'float', value: reader.doubleBigEndian() }))],
  ['S', value((reader) => ({ type: 'str', bytes: quotedBytes(reader.line()) }))],
  ['T', value((reader) => ({ type: 'str', bytes: reader.take(reader.int32()).slice() }))],
  ['U', value((reader) => ({ type: 'str', bytes: reader.take(reader.uint8()).slice() }))],
  ['V', value((reader) => ({ type: 'unicode', text: rawUnicodeEscape(reader.line()) }))],
  ['X', value((reader) => utf8Text(reader.take(reader.int32())))],
  [')', value(() => emptyTuple)],
  [0x85, tupleOf(1)],
  [0x86, tupleOf(2)],
  [0x87, tupleOf(3)],
  ['t', (_reader, machine) => machine.push({ type: 'tuple', items: machine.takeToMark() })],
  [']', value(() => ({ type: 'list', items: [] }))],
  ['l', (_reader, machine) => machine.push({ type: 'list', items: machine.takeToMark() })],
  ['a', (_reader, machine) => append(machine, machine.take(1))],
  ['e', (_reader, machine) => append(machine, machine.takeToMark())],
  ['}', value(() => ({ type: 'dict', entries: new Map() }))],
  ['d', makeDict],
  ['s', (_reader, machine) => storeItems(machine, machine.take(2))],
  ['u', (_reader, machine) => storeItems(machine, machine.takeToMark())],
  ['p', (reader, machine) => machine.remember(reader.lineText())],
  ['q', (reader, machine) => machine.remember(String(reader.uint8()))],
  ['r', (reader, machine) => machine.remember(String(reader.int32()))],
  ['g', (reader, machine) => machine.recall(reader.lineText())],
  ['h', (reader, machine) => machine.recall(String(reader.uint8()))],
  ['j', (reader, machine) => machine.recall(String(reader.int32()))],
];

const operations: ReadonlyMap<number, Operation> = new Map(
  operationTable.map(([opcode, operation]) => [
    typeof opcode === 'string' ? opcode.charCodeAt(0) : opcode,
    operation,
  ]),
);

function checkProtocol(reader: ByteReader): void {
  const protocol = reader.uint8();
  if (protocol > 2) throw new PickleCorruptError(`protocol ${protocol}`);
}

function append(machine: PickleMachine, items: readonly Node[]): void {
  const list = machine.topList();
  for (const item of items) list.items.push(item);
}

function makeDict(_reader: ByteReader, machine: PickleMachine): void {
  const items = machine.takeToMark();
  machine.push({ type: 'dict', entries: new Map() });
  storeItems(machine, items);
}

function storeItems(machine: PickleMachine, items: readonly Node[]): void {
  const dict = machine.topDict();
  for (let index = 0; index < items.length; index += 2) {
    const [key, item] = [items[index], items[index + 1]];
    if (key === undefined || item === undefined) throw new PickleCorruptError('key without a value');
    storeItem(dict, key, item);
  }
}

/** `I` operand: `00` and `01` are booleans, numbers past 64 bits are longs. */
function integerLine(text: string): Node {
  if (text === '00') return falseValue;
  if (text === '01') return trueValue;
  const number = parseIntegerText(shortNumber(text));
  if (number === null) throw new PickleCorruptError('not an integer');
  return { type: number > largestInt || number < smallestInt ? 'long' : 'int', value: number };
}

function floatLine(text: string): Node {
  const number = parseFloatText(shortNumber(text));
  if (number === null) throw new PickleCorruptError('not a float');
  return { type: 'float', value: number };
}

function longFrom(reader: ByteReader, length: number): Node {
  const bytes = reader.take(length);
  if (length > limits.integerLength) throw new PickleRefusedError('INTEGER');
  return { type: 'long', value: integerFromBytes(bytes) };
}

function shortNumber(text: string): string {
  if (text.length > limits.integerLength) throw new PickleRefusedError('INTEGER');
  return text;
}

function utf8Text(bytes: Uint8Array): Node {
  const text = decodeUtf8(bytes);
  if (text === null) throw new PickleCorruptError('not UTF-8');
  return { type: 'unicode', text };
}

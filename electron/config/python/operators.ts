import { formatText } from './format.ts';
import { PythonRunError } from './run-error.ts';
import { asciiText, maxText } from './text.ts';
import {
  binaryOf,
  bool,
  bytesOf,
  computed,
  DictValue,
  integer,
  keyOf,
  ListValue,
  SetValue,
  toPlain,
  tuple,
  unicode,
  type Scalar,
  type Value,
} from './values.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** Why a value can't be calculated with; null when it can. */
export function unknownReason(value: Value): Sentence | null {
  switch (value.type) {
    case 'computed':
      return value.why;
    case 'list':
    case 'set':
    case 'dict':
      return value.spoiled;
    case 'function':
    case 'outside':
    case 'call':
    case 'class':
    case 'module': {
      const plain = toPlain(value);
      return 'why' in plain ? plain.why : null;
    }
    default:
      return null;
  }
}

/** Python's truth of a value; null when not known. */
export function truth(value: Value): boolean | null {
  if (value.type === 'class' || value.type === 'function' || value.type === 'module') return true;
  if (unknownReason(value) !== null) return null;
  switch (value.type) {
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'long':
      return value.value !== 0n;
    case 'float':
      return value.value !== 0;
    case 'str':
      return value.bytes.length > 0;
    case 'unicode':
      return value.text.length > 0;
    case 'dict':
      return value.entries.size > 0;
    case 'list':
    case 'tuple':
    case 'set':
      return value.items.length > 0;
    default:
      return null;
  }
}

const arithmetic = new Set(['+', '-', '*', '/', '//', '%', '**', '&', '|', '^', '<<', '>>']);

/** `left operator right`. Throws PythonRunError where Python certainly would. */
export function binaryOperation(operator: string, left: Value, right: Value, trueDivision: boolean): Value {
  if (operator === '%' && (left.type === 'str' || left.type === 'unicode')) return formatText(left, right);
  const why = unknownReason(left) ?? unknownReason(right);
  if (why !== null) return computed(why);
  if (operator === '+') {
    const joined = join(left, right);
    if (joined !== null) return joined;
  }
  if (operator === '*') {
    const repeated = repeat(left, right) ?? repeat(right, left);
    if (repeated !== null) return repeated;
  }
  if (isNumber(left) && isNumber(right) && arithmetic.has(operator))
    return calculate(operator, left, right, trueDivision);
  if (left.type === 'set' || right.type === 'set') return computed(sentence('why.fromSet'));
  throw new PythonRunError(
    'TypeError',
    `unsupported operand types for ${operator}: ${left.type} and ${right.type}`,
  );
}

type NumberLike = Extract<Scalar, { type: 'bool' | 'int' | 'long' | 'float' }>;

export function isNumber(value: Value): value is NumberLike {
  return value.type === 'bool' || value.type === 'int' || value.type === 'long' || value.type === 'float';
}

function join(left: Value, right: Value): Value | null {
  const size = lengthOf(left) + lengthOf(right);
  if (size > maxText) return computed(sentence('why.tooLarge'));
  if (left.type === 'str' && right.type === 'str')
    return { ...bytesOf(binaryOf(left) + binaryOf(right)), assembled: true };
  if (isText(left) && isText(right)) return unicode(unicodeOf(left) + unicodeOf(right));
  if (left.type === 'list' && right.type === 'list') return new ListValue([...left.items, ...right.items]);
  if (left.type === 'tuple' && right.type === 'tuple') return tuple([...left.items, ...right.items]);
  return null;
}

type Text = Extract<Value, { type: 'str' | 'unicode' }>;

export function isText(value: Value): value is Text {
  return value.type === 'str' || value.type === 'unicode';
}

/** The text of either kind of string, a byte string as ASCII. */
export function unicodeOf(value: Text): string {
  return value.type === 'unicode' ? value.text : asciiText(binaryOf(value));
}

/** Length as far as limits are concerned; 0 for what has none. */
export function lengthOf(value: Value): number {
  if (value.type === 'str') return value.bytes.length;
  if (value.type === 'unicode') return value.text.length;
  if (value.type === 'list' || value.type === 'tuple' || value.type === 'set') return value.items.length;
  return value.type === 'dict' ? value.entries.size : 0;
}

function repeat(value: Value, times: Value): Value | null {
  if (times.type !== 'int' && times.type !== 'long' && times.type !== 'bool') return null;
  if (!isText(value) && value.type !== 'list' && value.type !== 'tuple') return null;
  const wanted = times.type === 'bool' ? Number(times.value) : Number(times.value);
  const count = Math.max(0, wanted);
  if (count * Math.max(1, lengthOf(value)) > maxText) return computed(sentence('why.tooLarge'));
  if (value.type === 'str') return { ...bytesOf(binaryOf(value).repeat(count)), assembled: true };
  if (value.type === 'unicode') return unicode(value.text.repeat(count));
  const items = Array.from({ length: count }, () => value.items).flat();
  return value.type === 'list' ? new ListValue(items) : tuple(items);
}

/** Beyond this many bits an integer is no setting but an attack. */
const maxBits = 4096;

function calculate(operator: string, left: NumberLike, right: NumberLike, trueDivision: boolean): Value {
  const dividing = operator === '/' || operator === '//' || operator === '%';
  if (dividing && Number(right.value) === 0)
    throw new PythonRunError('ZeroDivisionError', 'division by zero');
  if (left.type === 'float' || right.type === 'float' || (operator === '/' && trueDivision))
    return floatOperation(operator, Number(left.value), Number(right.value));
  const long = left.type === 'long' || right.type === 'long';
  const a = BigInt(left.value);
  const b = BigInt(right.value);
  if (left.type === 'bool' && right.type === 'bool' && ['&', '|', '^'].includes(operator))
    return bool(operator === '&' ? a === 1n && b === 1n : operator === '|' ? a + b > 0n : a !== b);
  if (operator === '**' && b < 0n) {
    if (a === 0n) throw new PythonRunError('ZeroDivisionError', '0 raised to a negative power');
    return floatOperation('**', Number(a), Number(b));
  }
  if (['**', '<<', '>>'].includes(operator) && (b < 0n || b > maxBits)) {
    if (b < 0n) throw new PythonRunError('ValueError', 'negative shift count');
    return computed(sentence('why.tooLargeNumber'));
  }
  const result = integerOperation(operator, a, b);
  if (result === null) return computed(sentence('why.unknownOperator'));
  if (result.toString(16).length * 4 > maxBits) return computed(sentence('why.tooLargeNumber'));
  return integer(result, long);
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function integerOperation(operator: string, a: bigint, b: bigint): bigint | null {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
    case '//':
      return floorDivide(a, b);
    case '%':
      return a - floorDivide(a, b) * b;
    case '**':
      return a ** b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    default:
      return null;
  }
}

function floatOperation(operator: string, a: number, b: number): Value {
  const result = floatResult(operator, a, b);
  if (result === null)
    throw new PythonRunError('TypeError', `unsupported operand types for ${operator}: float`);
  if (!Number.isFinite(result) && operator === '**') return computed(sentence('why.tooLargeNumber'));
  return { type: 'float', value: result };
}

function floatResult(operator: string, a: number, b: number): number | null {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return a - Math.floor(a / b) * b;
    case '**':
      return a ** b;
    default:
      return null;
  }
}

/** `==` by value; null when not known. */
export function equal(left: Value, right: Value, depth = 0): boolean | null {
  if (depth > 20) return null;
  if (unknownReason(left) !== null || unknownReason(right) !== null) return left === right ? true : null;
  if (isNumber(left) && isNumber(right)) {
    if (left.type === 'float' || right.type === 'float') return Number(left.value) === Number(right.value);
    return BigInt(left.value) === BigInt(right.value);
  }
  if (left.type === 'str' && right.type === 'str') return binaryOf(left) === binaryOf(right);
  if (isText(left) && isText(right)) return keyOf(left) === keyOf(right);
  if ((left.type === 'list' && right.type === 'list') || (left.type === 'tuple' && right.type === 'tuple')) {
    if (left.items.length !== right.items.length) return false;
    return all(
      left.items.map((item, index) =>
        equal(item, right.items[index] ?? computed(sentence('why.unknown')), depth + 1),
      ),
    );
  }
  if (left.type === 'dict' && right.type === 'dict') return equalDicts(left, right, depth);
  if (left.type === 'set' && right.type === 'set') return null;
  return left.type === 'none' && right.type === 'none';
}

function equalDicts(left: DictValue, right: DictValue, depth: number): boolean | null {
  if (left.entries.size !== right.entries.size) return false;
  const results: (boolean | null)[] = [];
  for (const [key, [, value]] of left.entries) {
    const other = right.entries.get(key);
    if (other === undefined) return false;
    results.push(equal(value, other[1], depth + 1));
  }
  return all(results);
}

function all(results: readonly (boolean | null)[]): boolean | null {
  if (results.includes(false)) return false;
  return results.includes(null) ? null : true;
}

/** One comparison; null when not known. */
export function compare(operator: string, left: Value, right: Value): boolean | null {
  const turned = (result: boolean | null): boolean | null => (result === null ? null : !result);
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return turned(equal(left, right));
    case 'is':
      return identical(left, right);
    case 'is not':
      return turned(identical(left, right));
    case 'in':
      return contains(right, left);
    case 'not in':
      return turned(contains(right, left));
    default: {
      const order = ordered(left, right);
      if (order === null) return null;
      return operator === '<'
        ? order < 0
        : operator === '<='
          ? order <= 0
          : operator === '>'
            ? order > 0
            : order >= 0;
    }
  }
}

const singletons = new Set(['none', 'bool']);

function identical(left: Value, right: Value): boolean | null {
  if (left.type === 'computed' || right.type === 'computed') return null;
  if (singletons.has(left.type) || singletons.has(right.type))
    return left.type === right.type && equal(left, right);
  if (left.type === 'list' || left.type === 'dict' || left.type === 'class' || left.type === 'module')
    return left === right;
  return null;
}

function contains(container: Value, item: Value): boolean | null {
  if (unknownReason(container) !== null || unknownReason(item) !== null) return null;
  if (isText(container)) {
    if (!isText(item)) throw new PythonRunError('TypeError', "'in' needs a string on its left");
    if (container.type === 'str' && item.type === 'str') return binaryOf(container).includes(binaryOf(item));
    return unicodeOf(container).includes(unicodeOf(item));
  }
  if (container instanceof DictValue) {
    const key = keyOf(item);
    return key === null ? null : container.entries.has(key);
  }
  if (container.type === 'list' || container.type === 'tuple' || container instanceof SetValue) {
    const results = container.items.map((entry) => equal(entry, item));
    return results.includes(true) ? true : results.includes(null) ? null : false;
  }
  throw new PythonRunError('TypeError', `nothing can be "in" a ${container.type}`);
}

/** Negative, zero or positive for numbers and for texts; null for the rest, which Python 2 orders in its own way. */
export function ordered(left: Value, right: Value): number | null {
  if (isNumber(left) && isNumber(right)) {
    if (left.type === 'float' || right.type === 'float') return Number(left.value) - Number(right.value);
    const difference = BigInt(left.value) - BigInt(right.value);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  if (left.type === 'str' && right.type === 'str') return byCodeUnit(binaryOf(left), binaryOf(right));
  if (isText(left) && isText(right)) return byCodePoint(unicodeOf(left), unicodeOf(right));
  return null;
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function byCodePoint(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'));
}

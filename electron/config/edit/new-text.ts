import { optionInfo } from '../../../shared/config/option-catalogue.ts';
import type { PyValue } from '../../../shared/python-value.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import { valueProblem } from './value-problem.ts';
import { isSameItem, listCall } from './list-lines.ts';
import { writeLiteral } from './write-literal.ts';
import {
  notEdited,
  type EditError,
  type EditRefusalReason,
  type EditRequest,
  type NotEdited,
} from './request.ts';
import { findClass, findTarget, type ClassStatement, type EditTarget } from './target.ts';
import { insertAfter, isAlone, quoteIn, removeStatement, splice } from './text.ts';
import type { ClassValues } from './verify.ts';
import type { ParsedFile } from '../python/parser.ts';

const refusals: Readonly<Partial<Record<EditRefusalReason, RefusalId>>> = {
  computed: 'edit.computed',
  conditional: 'edit.conditional',
  chain: 'edit.together',
  shared: 'edit.together',
  'modified-later': 'edit.modifiedLater',
  absent: 'edit.absent',
};
type RefusalId =
  'edit.computed' | 'edit.conditional' | 'edit.together' | 'edit.modifiedLater' | 'edit.absent';

export interface NewText {
  readonly text: string;
  /** What the option must read as afterwards; undefined when a removal leaves that to the classes above. */
  readonly expected: PyValue | undefined;
}

/** The file's text with the edit made, one character per byte; nothing is checked yet but the value and the place. */
export function newText(
  parsed: ParsedFile,
  request: EditRequest,
  values: ClassValues | null,
): Result<NewText, EditError> {
  const cls = findClass(parsed.body, request.className);
  if (cls === null)
    return notEdited(
      'edit-refused',
      sentence('edit.noClass', { file: request.file, className: request.className }),
      sentence('edit.noClass.hint'),
      request,
      'no-class',
    );
  const target = findTarget(parsed.body, cls, request.option);
  const refuse = (
    reason: EditRefusalReason,
    line = target.assignment?.statement.line ?? cls.line,
  ): NotEdited =>
    notEdited(
      'edit-refused',
      sentence(refusals[reason] ?? 'edit.impossible', { option: request.option }),
      sentence('edit.inFile.hint'),
      request,
      reason,
      line,
    );
  const current = values?.get(request.option);
  const { operation } = request;
  if (operation.op === 'list-add' || operation.op === 'list-remove')
    return listText(parsed, cls, target, request, current?.value ?? null, refuse);
  if (target.refusal !== null) return refuse(target.refusal);
  if (
    target.assignment !== null &&
    (current === undefined || current.value === null) &&
    operation.replaceComputed !== true
  )
    return refuse('computed');
  const { text } = parsed.source;
  if (operation.op === 'remove') {
    if (target.assignment === null) return refuse('absent');
    return ok({ text: removeStatement(text, cls, target.assignment.index), expected: undefined });
  }
  const wrong = valueProblem(request.option, operation.value);
  if (wrong !== null) return badValue(wrong, request);
  const statement = target.assignment?.statement;
  const expression = statement === undefined ? '' : text.slice(statement.valueStart, statement.valueEnd);
  const literal = literalFor(parsed, request.option, operation.value, quoteIn(expression));
  if (!literal.ok) return badValue(literal.error, request);
  if (statement !== undefined)
    return ok({
      text: splice(text, statement.valueStart, statement.valueEnd, literal.value),
      expected: operation.value,
    });
  const last = cls.body.statements.at(-1);
  if (last === undefined) return refuse('no-class');
  return ok({
    text: insertAfter(text, cls, last, `${request.option} = ${literal.value}`),
    expected: operation.value,
  });
}

function badValue(wrong: Sentence, request: EditRequest): NotEdited {
  return notEdited(
    'bad-argument',
    sentence('edit.badValue', { wrong }),
    sentence('edit.badValue.hint', { option: request.option }),
    request,
    'bad-value',
  );
}

function literalFor(
  parsed: ParsedFile,
  option: string,
  value: PyValue,
  quote: "'" | '"',
): Result<string, Sentence> {
  const { encoding, declared } = parsed.source;
  return writeLiteral(value, { unicode: optionInfo(option)?.unicode ?? false, quote, encoding, declared });
}

type Refuse = (reason: EditRefusalReason, line?: number) => NotEdited;

/** `NAME.append(x)` as a line of its own is added or taken away (spec/config.md §8.1). */
function listText(
  parsed: ParsedFile,
  cls: ClassStatement,
  target: EditTarget,
  request: EditRequest,
  current: PyValue | null,
  refuse: Refuse,
): Result<NewText, EditError> {
  const { operation, option } = request;
  if (operation.op !== 'list-add' && operation.op !== 'list-remove') return refuse('absent');
  const { text } = parsed.source;
  if (current === null) return refuse(target.lastChange === null ? 'absent' : 'computed');
  if (current.type !== 'list') return badValue(sentence('value.noList', { option }), request);
  if (operation.op === 'list-add') {
    const after = target.lastChange === null ? undefined : cls.body.statements[target.lastChange];
    if (after === undefined) return refuse('absent');
    const expected: PyValue = { type: 'list', items: [...current.items, operation.value] };
    const wrong = valueProblem(option, expected);
    const literal = literalFor(parsed, option, operation.value, quoteIn(text.slice(after.start, after.end)));
    if (wrong !== null || !literal.ok) return badValue(wrong ?? sentence('value.unwritable'), request);
    return ok({ text: insertAfter(text, cls, after, `${option}.append(${literal.value})`), expected });
  }
  const found = cls.body.statements.findLastIndex((statement) => {
    const call = listCall(statement, option);
    return call !== null && isSameItem(call.value, operation.value);
  });
  if (found < 0)
    return refuse(
      target.refusal === 'modified-later' || target.refusal === 'conditional' ? 'modified-later' : 'absent',
    );
  if (!isAlone(text, cls, found)) return refuse('modified-later', cls.body.statements[found]?.line);
  return ok({ text: removeStatement(text, cls, found), expected: undefined });
}

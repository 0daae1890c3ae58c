import { isDeepStrictEqual } from 'node:util';
import { parseEventLogLine } from '../../../../electron/page/event-log.ts';
import type { GoldenAnswer } from '../wiki/http-client.ts';
import { attribute, elementsOf, oneLine, parsePage, textOf } from '../wiki/page-facts.ts';
import type { Fact } from './case.ts';
import { select } from './select.ts';

/** What is known after a step, besides its answer. */
export interface Outcome {
  readonly answer: GoldenAnswer;
  /** The event log's text that the step added. */
  readonly events: string;
  readonly pages: ReadonlyMap<string, string | null>;
  readonly accounts: number;
  file(name: string): Promise<string | null>;
}

/** How a fact differs from what was found; null when it holds (COMPARE.md, "Facts"). */
export async function compareFact(fact: Fact, outcome: Outcome): Promise<string | null> {
  if (fact.quirk === true) return null;
  const { status } = outcome.answer;
  if (fact.get === 'status' && fact.is === 500)
    return status === 200 || (status >= 400 && status < 500)
      ? null
      : `status: refused, found ${String(status)}`;
  const found = await valueOf(fact, outcome);
  const expected = fact.get === 'page' && typeof fact.is === 'string' ? lf(fact.is) : fact.is;
  return isDeepStrictEqual(found, expected)
    ? null
    : `${fact.get} ${fact.of ?? ''}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;
}

const lf = (text: string): string => text.replaceAll('\r\n', '\n');

async function valueOf(fact: Fact, outcome: Outcome): Promise<unknown> {
  const { answer } = outcome;
  const of = fact.of ?? '';
  const found = (selector: string) => select(parsePage(answer.text), selector);
  switch (fact.get) {
    case 'status':
      return answer.status;
    case 'header':
      return answer.headers[of.toLowerCase()] ?? null;
    case 'count':
      return found(of).length;
    case 'exists':
      return found(of).length > 0;
    case 'text':
      return found(of).map((element) => oneLine(textOf(element)));
    case 'attr':
    case 'attrset':
      return attributes(fact, answer.text);
    case 'has':
      return answer.text.includes(of);
    case 'body':
      return lf(answer.text);
    case 'xmlcount':
      return answer.text.split(`<${of}>`).length - 1;
    case 'page': {
      const text = outcome.pages.get(of);
      if (text === undefined) throw new Error(`no step looks at ${of}`);
      return text === null ? null : lf(text);
    }
    case 'accounts':
      return outcome.accounts;
    case 'file':
      return (await outcome.file(of)) !== null;
    case 'eventlog':
      return eventsOf(outcome.events);
    case 'failed':
      return hasFailed(of, answer.text);
    default:
      throw new Error(`the runner does not know the fact ${fact.get}`);
  }
}

const messageKinds = ['error', 'warning', 'info', 'dialog', 'hint'];

function attributes(fact: Fact, html: string): unknown {
  const [selector = '', name = ''] = (fact.of ?? '').split('@');
  const values = select(parsePage(html), selector).map((element) => attribute(element, name));
  if (fact.get === 'attrset') return withoutOwnActions([...new Set(values)].sort(), fact.is);
  if (name !== 'class' || !selector.startsWith('#message')) return values;
  const kinds = values.map((value) => (value ?? '').split(' ').find((word) => messageKinds.includes(word)));
  return kinds.filter((kind) => kind !== undefined);
}

/** Actions that only the product has are free; of the expected ones these count once the product has them. */
const notYet = ['RenderAsDocbook', 'SyncPages', 'Despam'];

function withoutOwnActions(values: readonly (string | null)[], expected: unknown): unknown {
  if (!Array.isArray(expected)) return values;
  const missing = expected.filter((value) => !values.includes(value) && !notYet.includes(value));
  return missing.length === 0 ? expected : values;
}

function eventsOf(log: string): unknown {
  return log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parsed = parseEventLogLine(Buffer.from(line));
      if (parsed === null || !parsed.ok) throw new Error(`a bad line in the event log: ${line}`);
      return [parsed.entry.type, Object.fromEntries(parsed.entry.values)];
    });
}

/** Whether the page reports an error of the macro. */
function hasFailed(macro: string, html: string): boolean {
  const page = parsePage(html);
  if (oneLine(textOf(page)).includes(`<<${macro}: `)) return true;
  return [...elementsOf(page)].some(
    (element) =>
      (attribute(element, 'class') ?? '').split(' ').includes('error') && textOf(element).includes(macro),
  );
}

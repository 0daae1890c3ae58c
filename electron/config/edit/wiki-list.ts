import { fail, ok, type Result } from '../../../shared/result.ts';
import { splice } from './text.ts';
import { parsePython, type ParsedFile } from '../python/parser.ts';
import { PythonSyntaxError } from '../python/python-error.ts';
import type { Expression } from '../python/syntax-tree.ts';

/** What a new entry of `wikis` is made of: an entry that is there, with other text inside its two literals. */
export interface EntryChange {
  /** The wiki whose entries are copied. */
  readonly siteid: string;
  /** Before its model, or after it: the first pattern that matches wins. */
  readonly place: 'before' | 'after';
  readonly name: (literal: string) => string;
  readonly pattern: (literal: string) => string;
}

/**
 * Adds entries to the literal list `wikis` of a farmconfig: a splice, so every other byte stays (spec/config.md §8.2).
 *
 * The error says why the list can't be added to: it is no plain list of pairs, or the wiki does not stand in it.
 */
export function addWikiEntries(bytes: Uint8Array, change: EntryChange): Result<Uint8Array, string> {
  const parsed = parse(bytes);
  if (!parsed.ok) return parsed;
  const { text } = parsed.value.source;
  const list = wikiList(parsed.value);
  if (list === null) return fail('wikis is not written as a plain list');
  const models = list.items.filter((item) => nameOf(item) === change.siteid);
  if (models.length === 0) return fail(`${change.siteid} does not stand in the list as text`);
  const added = models.reduceRight((after, item) => addOne(after, item, change), text);
  return ok(Buffer.from(added, 'latin1'));
}

function parse(bytes: Uint8Array): Result<ParsedFile, string> {
  try {
    return ok(parsePython(bytes));
  } catch (error) {
    if (error instanceof PythonSyntaxError) return fail(error.message);
    throw error;
  }
}

type Sequence = Extract<Expression, { type: 'list' | 'tuple' | 'set' }>;

function wikiList({ body }: ParsedFile): Sequence | null {
  const last = body.statements.findLast(
    (statement) =>
      statement.type === 'assign' &&
      statement.targets.some((target) => target.type === 'name' && target.name === 'wikis'),
  );
  if (last?.type !== 'assign' || last.targets.length !== 1 || last.value.type !== 'list') return null;
  return last.value;
}

/** The name of an entry; null when the entry is no pair of two texts. */
function nameOf(item: Expression): string | null {
  if (item.type !== 'tuple' || item.items.length !== 2) return null;
  const [name, pattern] = item.items;
  if (name?.type !== 'string' || pattern?.type !== 'string') return null;
  const { value } = name;
  if (value.kind === 'unknown') return null;
  return value.kind === 'text' ? value.text : Buffer.from(value.bytes, 'latin1').toString('utf8');
}

/** One entry more beside its model; on a line of its own when the model has one. */
function addOne(text: string, item: Expression, change: EntryChange): string {
  if (item.type !== 'tuple') return text;
  const [name, pattern] = item.items;
  if (name === undefined || pattern === undefined) return text;
  const part = (of: Expression): string => text.slice(of.start, of.end);
  const entry =
    text.slice(item.start, name.start) +
    change.name(part(name)) +
    text.slice(name.end, pattern.start) +
    change.pattern(part(pattern)) +
    text.slice(pattern.end, item.end);
  const lead = /(\r\n|\n|\r)[ \t]*$/.exec(text.slice(0, item.start))?.[0];
  const between = lead ?? ' ';
  if (change.place === 'before') return splice(text, item.start, item.start, `${entry},${between}`);
  // A comment at the end of the line belongs to the model and stays with it.
  const rest = /^,[ \t]*(#[^\r\n]*)?(?=[\r\n])/.exec(text.slice(item.end))?.[0];
  return lead !== undefined && rest !== undefined
    ? splice(text, item.end + rest.length, item.end + rest.length, `${lead}${entry},`)
    : splice(text, item.end, item.end, `,${between}${entry}`);
}

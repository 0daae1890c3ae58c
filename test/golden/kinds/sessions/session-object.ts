import { z } from 'zod';
import { Session } from '../../../../electron/session/session.ts';
import { pyInt, textOf, type PyValue } from '../../../../shared/python-value.ts';
import { sessionIdFrom } from '../../../../shared/session/sid.ts';
import { compare, tableRunner } from './runner.ts';

const row = z.object({
  operation: z.string(),
  python: z.string(),
  start: z.record(z.string(), z.union([z.number(), z.array(z.number())])),
  marks_session_for_saving: z.boolean(),
  raises: z.string().nullable(),
  keys_after: z.array(z.string()),
});

/** The flag that decides about saving, after each operation of a Python dictionary. */
export const sessionObject = tableRunner('session-object.json', z.array(row), function* (rows) {
  for (const entry of rows) yield () => Promise.resolve({ name: entry.operation, difference: check(entry) });
});

/** What the recorded Python does, in our own words; a missing key is KeyError there and undefined here. */
type Operation = (session: Session, argument: Arguments) => boolean;
interface Arguments {
  readonly key: string;
  readonly value: PyValue;
}

const raised = true;
const quiet = false;

/** By the shape of the source; the key is the first quoted text in it. */
const operations: readonly (readonly [RegExp, Operation])[] = [
  [/^\w\.get\(/, (session, { key }) => (session.get(key), quiet)],
  [
    /^\w\['\w+'\]=\w\['\w+'\]$/,
    (session, { key }) => (session.set(key, session.get(key) ?? pyInt(0)), quiet),
  ],
  [/^\w\['\w+'\]=/, (session, { key, value }) => (session.set(key, value), quiet)],
  [/^\w\['\w+'\]\.append/, (session, { key }) => appendToCopy(session, key)],
  [/^\w\['\w+'\]$/, (session, { key }) => session.get(key) === undefined],
  [/ in \w$/, (session, { key }) => (session.has(key), quiet)],
  [/^\w\.has_key\(/, (session, { key }) => (session.has(key), quiet)],
  [/^del \w\[/, (session, { key }) => !session.delete(key)],
  [/^\w\.pop\('\w+', /, (session, { key }) => (session.pop(key), quiet)],
  [/^\w\.pop\(/, (session, { key }) => session.pop(key) === undefined],
  [/\.popitem\(\)$/, (session) => session.popItem() === undefined],
  [/^\w\.setdefault\(/, (session, { key, value }) => (session.setDefault(key, value), quiet)],
  [/^\w\.update\(\{\}\)$/, (session) => (session.update([]), quiet)],
  [/^\w\.update\(/, (session, { key, value }) => (session.update([[key, value]]), quiet)],
  [/\.clear\(\)$/, (session) => (session.clear(), quiet)],
  [/^\[k for k in \w\]$|^\w\.(keys|items|values|iter\w+)\(\)$/, (session) => (session.keys(), quiet)],
  [/^(len|bool|list|dict|repr|str|sorted|iter)\(/, (session) => (session.size > 0, quiet)],
  [/^setattr\(\w, 'modified', True\)$/, (session) => ((session.modified = true), quiet)],
  [/^\w\.copy\(\)$/, (session) => !('copy' in session)],
];

function appendToCopy(session: Session, key: string): boolean {
  const value = session.get(key);
  if (value?.type !== 'list') return raised;
  const copy = [...value.items, pyInt(9)];
  return copy.length === 0; // the session never sees the copy
}

function check(entry: z.infer<typeof row>): string | null {
  const operation = operations.find(([pattern]) => pattern.test(entry.python))?.[1];
  if (operation === undefined) return `no counterpart for ${entry.python}`;
  // `e` in the recorded source is a second, empty session; `keys_after` is about `s`.
  const onEmpty = /\be[.[),]|in e$/.test(entry.python);
  const [session, empty] = [sessionOf(entry.start), sessionOf({})];
  const target = onEmpty ? empty : session;
  const key = /'(\w+)'/.exec(entry.python)?.[1] ?? '';
  const threw = operation(target, { key, value: pyInt(1) });
  return (
    compare('marks_session_for_saving', entry.marks_session_for_saving, target.modified) ??
    compare('raises', entry.raises !== null, threw) ??
    compare('keys_after', entry.keys_after.toSorted(), session.keys().map(textOf).toSorted())
  );
}

function sessionOf(start: z.infer<typeof row>['start']): Session {
  const session = new Session({ sid: sessionIdFrom(new Uint8Array(20)), isNew: false });
  for (const [key, value] of Object.entries(start))
    session.set(
      key,
      typeof value === 'number' ? pyInt(value) : { type: 'list', items: value.map((item) => pyInt(item)) },
    );
  session.modified = false;
  return session;
}

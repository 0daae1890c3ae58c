import { compare } from './runner.ts';
import type { SessionFile } from './session-directory.ts';
import type { StepOutcome, TranscriptRun } from './transcript-run.ts';
import type { StoredFiles, TranscriptResponse, TranscriptStep } from './transcript.ts';
import { orderFree } from './typed-content.ts';

/** Null = as expected (COMPARE.md, "Transcripts: what decides"). */
export async function compareStep(
  run: TranscriptRun,
  step: TranscriptStep,
  outcome: StepOutcome,
): Promise<string | null> {
  if (step.deviation === undefined) return compareRecorded(run, step, outcome);
  if (step.ours === undefined)
    return outcome.answer.status >= 500 ? `status ${String(outcome.answer.status)}` : null;
  const difference = compareOurs(run, step.ours, outcome);
  if (difference === null || step.reference_also_ok !== true) return difference;
  return compareRecorded(run, step, outcome);
}

function compareRecorded(run: TranscriptRun, step: TranscriptStep, outcome: StepOutcome): string | null {
  const { response } = step;
  if (response === undefined) return null;
  learnSids(run, response, outcome);
  return (
    compare('status', response.status, outcome.answer.status) ??
    compareCookies(run, response, outcome) ??
    compareShown(response, outcome) ??
    compareLogs(response, outcome) ??
    compareFiles(run, step, outcome)
  );
}

/** Ids that our server made in this answer take the labels that the data has in the same places. */
function learnSids(run: TranscriptRun, response: TranscriptResponse, outcome: StepOutcome): void {
  const expected = response.set_cookie;
  for (const [index, line] of expected.entries()) {
    const found = outcome.answer.setCookie[index];
    const name = line.slice(0, line.indexOf(';'));
    if (found !== undefined) run.labels.learn(name, found.slice(0, found.indexOf(';')));
  }
}

function compareCookies(
  run: TranscriptRun,
  response: TranscriptResponse,
  outcome: StepOutcome,
): string | null {
  const found = outcome.answer.setCookie.map((line) => run.labels.label(line));
  return compare('set_cookie', response.set_cookie, found);
}

const informationOnly = new Set(['lock-warning', 'redirected-from', 'page-redirects', 'revision-shown']);

/** Kinds that our code names more exactly than the data. */
const sameKind: Readonly<Record<string, string>> = {
  'missing-password': 'missing-password',
  'revision-missing': 'revision-shown',
};

function compareShown(response: TranscriptResponse, outcome: StepOutcome): string | null {
  const { page, answer } = outcome;
  if (response.location !== undefined) {
    const path = (url: string): string => url.replace(/^http:\/\/127\.0\.0\.1:8910/, '');
    const difference = compare('location', path(response.location), path(answer.headers.location ?? ''));
    if (difference !== null) return difference;
  }
  if (response.user_shown !== undefined) {
    const difference = compare('user_shown', response.user_shown, page.user);
    if (difference !== null) return difference;
  }
  if (response.user_links !== undefined) {
    const difference = compare('user_links', response.user_links.toSorted(), page.userLinks.toSorted());
    if (difference !== null) return difference;
  }
  const trail = compareTrail(response, outcome);
  if (trail !== null) return trail;
  if (typeof response.macro_output === 'string') {
    const number = (text: string): string => oneLine(text).replace(/\b\d+\b/g, 'N');
    const found = number(page.macroOutput ?? '');
    if (!found.includes(number(response.macro_output)))
      return `macro_output: expected ${response.macro_output}, found ${found}`;
  }
  return compareMessages(response, page.messageKinds);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function compareTrail(response: TranscriptResponse, { page, answer }: StepOutcome): string | null {
  const isPage = (answer.headers['content-type'] ?? '').startsWith('text/html') && page.user !== undefined;
  if (!isPage || response.user_shown === undefined) return null;
  const titles = compare(
    'trail',
    response.trail_titles ?? null,
    page.trail?.map(({ title }) => title) ?? null,
  );
  if (titles !== null || response.trail_html === undefined) return titles;
  const expected = [...response.trail_html.matchAll(/<a([^>]*)>/g)].map(([, attributes = '']) => ({
    href: /href="([^"]*)"/.exec(attributes)?.[1]?.replaceAll('&amp;', '&') ?? '',
    isInterwiki: /class="(?:bad)?interwiki"/.test(attributes),
  }));
  const found = (page.trail ?? []).map(({ href, isInterwiki }) => ({ href, isInterwiki }));
  return compare('trail_html', expected, found);
}

function compareMessages(response: TranscriptResponse, kinds: readonly string[]): string | null {
  const expected = response.message_kind ?? null;
  if (expected?.startsWith('other:') === true || (expected !== null && informationOnly.has(expected)))
    return null;
  const found = kinds.map((kind) => sameKind[kind] ?? kind).filter((kind) => !informationOnly.has(kind));
  if (expected === null)
    return found.length === 0 ? null : `message_kind: expected none, found ${found.join(', ')}`;
  return found.includes(expected) ? null : `message_kind: expected ${expected}, found ${found.join(', ')}`;
}

/** Level and system of the abuse lines; what other loggers said is information. */
function compareLogs(response: TranscriptResponse, outcome: StepOutcome): string | null {
  const expected = (response.logs ?? [])
    .filter(([, logger]) => logger === 'MoinMoin.util.abuse')
    .map(([level, , text]) => [level, /^: (.*?): status /.exec(text)?.[1] ?? text]);
  return compare('logs', expected, outcome.logs);
}

function compareFiles(run: TranscriptRun, step: TranscriptStep, outcome: StepOutcome): string | null {
  const { transcript } = run;
  const deviating = transcript.deviating_files
    .filter(({ from_step }) => step.step >= from_step)
    .map(({ file }) => file);
  if (deviating.includes('*')) return null;
  const counts = (label: string): boolean => !deviating.includes(label);
  const expectedAfter = directoryOf(step.sessions_after);
  const expectedBefore =
    typeof step.sessions_before === 'string' ? expectedAfter : directoryOf(step.sessions_before);
  return (
    compareDirectory(run, 'sessions_before', expectedBefore, outcome.before, counts) ??
    compareDirectory(run, 'sessions_after', expectedAfter, outcome.after, counts) ??
    compareChanges(run, step, outcome, counts)
  );
}

type StoredFile = NonNullable<StoredFiles[string]>[number];

const directoryOf = (files: StoredFiles | undefined): readonly StoredFile[] | null =>
  files === undefined ? null : (Object.values(files)[0] ?? []);

function compareDirectory(
  run: TranscriptRun,
  what: string,
  expected: readonly StoredFile[] | null,
  found: readonly SessionFile[] | null,
  counts: (label: string) => boolean,
): string | null {
  if (expected === null) return null;
  const labelled = (found ?? [])
    .map(({ file, content }) => ({ file: run.labels.label(file), content }))
    .filter(({ file }) => counts(file));
  const wanted = expected.filter(({ file }) => counts(file));
  const names = compare(
    what,
    wanted.map(({ file }) => file).toSorted(),
    labelled.map(({ file }) => file).toSorted(),
  );
  if (names !== null) return names;
  for (const { file, content } of wanted) {
    const ours = labelled.find((one) => one.file === file)?.content;
    // A file that is no dictionary is the same to both when neither reads one.
    if (typeof content !== 'object' || content === null || !('dict' in content)) continue;
    const [left, right] = sameExpires(content, ours);
    const difference = compare(`${what} ${file}`, orderFree(normalised(left)), orderFree(normalised(right)));
    if (difference !== null) return difference;
  }
  return null;
}

/** D9: a file that lacks `expires` on one side only is equal. */
function sameExpires(expected: unknown, found: unknown): readonly [unknown, unknown] {
  const has = (content: unknown): boolean => JSON.stringify(content ?? null).includes('{"str":"expires"}');
  return has(expected) === has(found) ? [expected, found] : [withoutExpires(expected), withoutExpires(found)];
}

export function withoutExpires(content: unknown): unknown {
  if (typeof content !== 'object' || content === null || !('dict' in content) || !Array.isArray(content.dict))
    return content;
  const pairs: readonly unknown[] = content.dict;
  return { dict: pairs.filter((pair) => !JSON.stringify(pair).startsWith('[{"str":"expires"}')) };
}

/** `int` and `long` of equal value are equal; ids that the server made have a random last number. */
const normalised = (content: unknown): unknown =>
  JSON.parse(
    JSON.stringify(content ?? null)
      .replaceAll('{"long":', '{"int":')
      .replace(/"(1796\d{6}(?:\.\d+)?)\.\d{1,5}"/g, '"$1.N"')
      .replace(/\["?\{"str":"setuid"\},\{"u":/g, '[{"str":"setuid"},{"str":')
      .replace(/\[\{"str":"test"\},\{"int":"\d+"\}\]/g, '[{"str":"test"},{"int":"N"}]'),
  );

function compareChanges(
  run: TranscriptRun,
  step: TranscriptStep,
  { before, after }: StepOutcome,
  counts: (label: string) => boolean,
): string | null {
  const stamps = (files: readonly SessionFile[] | null): ReadonlyMap<string, string> =>
    new Map((files ?? []).map(({ file, stamp }) => [run.labels.label(file), stamp]));
  const [old, now] = [stamps(before), stamps(after)];
  const written = [...now].filter(([file, stamp]) => old.get(file) !== stamp).map(([file]) => file);
  const deleted = [...old.keys()].filter((file) => !now.has(file));
  const shown = (files: readonly string[]): readonly string[] => files.filter(counts).toSorted();
  const expectedWritten = step.files_written ?? written;
  const writtenDifference = compare('files_written', shown(expectedWritten), shown(written));
  if (writtenDifference !== null && !onlyAddsExpires(step, written)) return writtenDifference;
  return compare('files_deleted', shown(step.files_deleted ?? deleted), shown(deleted));
}

/** D9: a write that only adds `expires` may happen one step earlier, so here it is missing. */
function onlyAddsExpires(step: TranscriptStep, written: readonly string[]): boolean {
  const extra = (step.files_written ?? []).filter((file) => !written.includes(file));
  if (written.some((file) => !(step.files_written ?? []).includes(file))) return false;
  const before = typeof step.sessions_before === 'string' ? null : directoryOf(step.sessions_before);
  return extra.every((file) => {
    const content = before?.find((one) => one.file === file)?.content;
    return content !== undefined && !JSON.stringify(content).includes('{"str":"expires"}');
  });
}

/** The fields of `ours`, each of which must hold (spec/sessions.md §18). */
function compareOurs(
  run: TranscriptRun,
  ours: Readonly<Record<string, unknown>>,
  outcome: StepOutcome,
): string | null {
  for (const [field, expected] of Object.entries(ours)) {
    const difference = compareOurField(run, field, expected, outcome);
    if (difference !== null) return difference;
  }
  return null;
}

function compareOurField(
  run: TranscriptRun,
  field: string,
  expected: unknown,
  outcome: StepOutcome,
): string | null {
  const { answer, page } = outcome;
  if (field === 'send' || field === 'profiles') return null;
  if (field === 'any_of') {
    const choices = Array.isArray(expected) ? (expected as Record<string, unknown>[]) : [];
    const differences = choices.map((choice) => compareOurs(run, choice, outcome));
    return differences.includes(null) ? null : (differences[0] ?? 'any_of: no choice');
  }
  if (field.endsWith('_any_of')) {
    const values = Array.isArray(expected) ? (expected as unknown[]) : [];
    const name = field.slice(0, -'_any_of'.length);
    const differences = values.map((value) => compareOurField(run, name, value, outcome));
    return differences.includes(null) ? null : (differences[0] ?? `${field}: no value`);
  }
  switch (field) {
    case 'status':
      return compare(field, expected, answer.status);
    case 'user_shown':
      return compare(field, expected, page.user);
    case 'message_kind':
      return page.messageKinds.includes(String(expected))
        ? null
        : `message_kind: expected ${String(expected)}, found ${page.messageKinds.join(', ')}`;
    case 'cookie':
      return compare(field, expected, cookieKind(answer.setCookie));
    case 'setuid':
      return compare(field, expected, storedSetuid(outcome));
    case 'files_written':
    case 'files_deleted':
      return compareOurFiles(run, field, expected, outcome);
    case 'new_profiles':
      return compare(field, expected, outcome.newProfiles);
    case 'sid':
      return compareSid(run, String(expected), outcome);
    default:
      return `unknown field of ours: ${field}`;
  }
}

function cookieKind(lines: readonly string[]): 'none' | 'set' | 'delete' {
  const [line] = lines;
  if (line === undefined) return 'none';
  return /; Max-Age=0(?:;|$)/.test(line) ? 'delete' : 'set';
}

/** The one file that holds `user.id` tells who is being impersonated. */
function storedSetuid({ after }: StepOutcome): string | null {
  for (const { content } of after ?? []) {
    const found = /\[\{"str":"setuid"\},\{"(?:str|u)":"([^"]*)"\}\]/.exec(JSON.stringify(content))?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

function compareOurFiles(
  run: TranscriptRun,
  field: 'files_written' | 'files_deleted',
  expected: unknown,
  { before, after }: StepOutcome,
): string | null {
  const stamps = (files: readonly SessionFile[] | null): ReadonlyMap<string, string> =>
    new Map((files ?? []).map(({ file, stamp }) => [run.labels.label(file), stamp]));
  const [old, now] = [stamps(before), stamps(after)];
  const found =
    field === 'files_written'
      ? [...now].filter(([file, stamp]) => old.get(file) !== stamp).map(([file]) => file)
      : [...old.keys()].filter((file) => !now.has(file));
  return compare(field, Array.isArray(expected) ? expected.toSorted() : expected, found.toSorted());
}

function compareSid(run: TranscriptRun, expected: string, outcome: StepOutcome): string | null {
  const sid = /=([0-9a-f]{40});/.exec(outcome.answer.setCookie[0] ?? '')?.[1];
  if (sid === undefined) return 'sid: the answer sets none';
  if (expected === 'fresh') return run.labels.isKnown(sid) ? 'sid: one of the transcript' : null;
  if (expected !== 'renewed') return `sid: ${expected}?`;
  if (run.labels.isKnown(sid)) return null;
  const sent = (outcome.before ?? []).find(({ file }) => run.labels.isKnown(file));
  if (sent === undefined) return null;
  if ((outcome.after ?? []).some(({ file }) => file === sent.file)) return 'sid: the old file is still there';
  const label = /\{\{(sid\d+)\}\}/.exec(run.labels.label(sent.file))?.[1];
  if (label !== undefined) run.labels.rebind(label, sid);
  return null;
}

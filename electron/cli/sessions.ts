import { readFile } from '../base/file-system.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isSessionId } from '../../shared/session/sid.ts';
import type { FarmApi } from '../api/farm-api.ts';
import { decodedFile, sessionLines, type SessionLine } from '../api/farm/session-lines.ts';
import { cleanFarm } from '../api/farm/clean-sessions.ts';
import { openFarm } from './farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { done, failed, outcomeOf, table, usage, type Outcome } from './output.ts';
import { sentence } from '../../shared/texts/sentence.ts';

const options = {
  user: { value: 'NAME', about: 'only sessions of this person' },
  all: { about: 'every session' },
  expired: { about: 'every expired session' },
  'dry-run': { about: 'count, change nothing' },
} as const;
type Choice = OptionValues<typeof options>;

export const sessionsCommand = defineCommand({
  name: 'sessions',
  forms: [
    'list FARM [--user NAME]',
    'show FARM SID|FILE',
    'end FARM SID…|--user NAME|--expired|--all',
    'clean FARM [--user NAME|--all]',
  ],
  options,
  run: sessions,
});

async function sessions(values: Choice, words: readonly string[]): Promise<Outcome> {
  const [what, directory, ...rest] = words;
  if (what === undefined || directory === undefined) return usage('say what to do, and with which farm');
  if (!['list', 'show', 'end', 'clean'].includes(what)) return usage(`there is no “sessions ${what}”`);
  if (what === 'show') {
    const [subject] = rest;
    return subject === undefined ? usage('name a session id or a session file') : show(directory, subject);
  }
  const farm = await openFarm(directory);
  if (!farm.ok) return failed(farm.error);
  try {
    switch (what) {
      case 'list':
        return list(farm.value, values.user);
      case 'end':
        return await end(farm.value, rest, values);
      case 'clean':
        return await clean(farm.value, values);
      default:
        return usage(`there is no “sessions ${what}”`);
    }
  } finally {
    await farm.value.close();
  }
}

function list(farm: FarmApi, user: string | undefined): Outcome {
  const lines = sessionLines(farm.context, farm.host.sessions.rows.values())
    .filter((line) => user === undefined || line.user?.name === user || line.actingAs?.name === user)
    .toSorted((a, b) => (a.user?.name ?? '').localeCompare(b.user?.name ?? '') || a.sid.localeCompare(b.sid));
  const rows = lines.map((line) => [
    `${line.sid.slice(0, 6)}…`,
    line.problem ?? line.user?.name ?? 'anonymous',
    line.actingAs ? `as ${line.actingAs.name}` : '',
    line.wikis.join(' '),
    expiryText(line),
    line.trail.at(-1) ?? '',
  ]);
  return done(rows.length > 0 ? table(rows) : 'No sessions.\n', lines);
}

function expiryText(line: SessionLine): string {
  if (line.expires === null) return 'no end';
  return `${line.expires * 1000 < Date.now() ? 'expired' : 'until'} ${new Date(line.expires * 1000).toISOString()}`;
}

/** A session of the farm, or any session file by its path. */
async function show(directory: string, subject: string): Promise<Outcome> {
  if (!isSessionId(subject))
    return outcomeOf(await readSessionFile(subject), (json) => done(pretty(json), json));
  const farm = await openFarm(directory);
  if (!farm.ok) return failed(farm.error);
  try {
    const session = [...farm.value.host.sessions.rows.values()].find((row) => row.sid === subject);
    if (!session) return failed({ code: 'not-found', message: sentence('command.noSession') });
    const bytes = await farm.value.host.sessions.read(session);
    if (!bytes) return failed({ code: 'unreadable', message: sentence('command.sessionUnreadable') });
    const json = decodedFile(bytes);
    return done(pretty(json), json);
  } finally {
    await farm.value.close();
  }
}

const pretty = (json: unknown): string => `${JSON.stringify(json, null, 2)}\n`;

async function readSessionFile(file: string): Promise<Result<ReturnType<typeof decodedFile>>> {
  try {
    return ok(decodedFile(await readFile(file)));
  } catch (error) {
    return fail({
      code: 'not-found',
      message: sentence('command.fileUnreadable', { file }),
      detail: String(error),
    });
  }
}

async function end(farm: FarmApi, sids: readonly string[], choice: Choice): Promise<Outcome> {
  if (sids.length === 0 && choice.user === undefined && !choice.all && !choice.expired)
    return usage('name session ids, or --user NAME, --expired or --all');
  const bad = sids.find((sid) => !isSessionId(sid));
  if (bad !== undefined) return usage(`${bad} is no session id`);
  const now = Date.now() / 1000;
  const ofUser = new Set(
    sessionLines(farm.context, farm.host.sessions.rows.values()).flatMap((line) =>
      choice.user !== undefined && line.user?.name === choice.user ? [line.sid] : [],
    ),
  );
  const chosen = [...farm.host.sessions.rows.values()].filter((session) => {
    if (sids.includes(session.sid) || choice.all) return true;
    if (choice.expired && session.expiresSeconds !== null && session.expiresSeconds < now) return true;
    return ofUser.has(session.sid);
  });
  if (sids.length > 0 && chosen.length === 0)
    return failed({ code: 'not-found', message: sentence('command.noSuchSession') });
  if (choice['dry-run'])
    return done(`Would end ${chosen.length} sessions.\n`, { ended: 0, wouldEnd: chosen.length });
  const report = await farm.ended.end(chosen);
  const [problem] = report.failed;
  if (problem) return failed(problem.error);
  return done(`Ended ${report.ended} sessions.\n`, { ended: report.ended });
}

/** `maint cleansessions` (spec/sessions.md §16.1): outdated ones, all, or all of one user. */
async function clean(farm: FarmApi, choice: Choice): Promise<Outcome> {
  const report = await cleanFarm(farm.context, {
    all: choice.all,
    userName: choice.user ?? null,
    dryRun: choice['dry-run'],
  });
  if (!report.ok) return failed(report.error);
  const { removed, before } = report.value;
  return done(
    choice['dry-run']
      ? `Would remove ${removed} of ${before} sessions.\n`
      : `Removed ${removed} of ${before} sessions.\n`,
    report.value,
  );
}

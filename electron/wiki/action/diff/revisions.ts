import type { RequestContext } from '../../context.ts';

/** Two revisions, the older first, and what lies around them. */
export interface RevisionPair {
  readonly old: number;
  readonly new: number;
  readonly oldest: number;
  readonly newest: number;
  before(revision: number): number | null;
  after(revision: number): number | null;
}

/** The revisions that the parameters mean (spec/actions.md §5.2). */
export function chooseRevisions(context: RequestContext): RevisionPair | 'no-older' | 'unknown' {
  const { parameters, state, pageName } = context;
  const revisions = state.pages.revisions(pageName).toReversed();
  const newest = revisions.at(-1);
  const oldest = revisions[0];
  if (newest === undefined || oldest === undefined) return 'unknown';
  const before = (revision: number): number | null => revisions.findLast((one) => one < revision) ?? null;
  const after = (revision: number): number | null => revisions.find((one) => one > revision) ?? null;
  const first = parameters.integer('rev1') ?? parameters.integer('rev') ?? dated(context) ?? -1;
  const second = parameters.integer('rev2') ?? 0;
  const [one, two] = [first > 0 ? first : before(newest), second > 0 ? second : newest];
  if (one === null) return 'no-older';
  if (!revisions.includes(one) || !revisions.includes(two)) return 'unknown';
  return { old: Math.min(one, two), new: Math.max(one, two), oldest, newest, before, after };
}

/** `date=`: the newest revision that is not younger; the first one when all are. */
function dated({ parameters, state, pageName }: RequestContext): number | null {
  const text = parameters.text('date');
  if (!/^\d{1,17}$/.test(text)) return null;
  const saved = state.pages.history(pageName).filter(({ action }) => action.startsWith('SAVE'));
  const found = saved.findLast(({ timeMicroseconds }) => timeMicroseconds <= Number(text)) ?? saved[0];
  return found === undefined ? null : Number(found.revision);
}

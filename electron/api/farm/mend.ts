import type { ConfigProblem, OptionEdit } from '../../../shared/contract/option.ts';
import { ok, type AppError, type Result } from '../../../shared/result.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import { previewEdits, type PreviewedEdits } from './config-edits.ts';
import { findProblems, type AccountNames } from './problems.ts';

/** What the one-click remedies of a farm come to, together. */
export interface MendPlan {
  readonly mended: readonly ConfigProblem[];
  /** Remedies that would change more than they should. */
  readonly refused: readonly { readonly problem: ConfigProblem; readonly error: AppError }[];
  /** In the order they are planned on top of each other. */
  readonly edits: readonly OptionEdit[];
  readonly preview: PreviewedEdits;
}

interface Remedy {
  readonly problem: ConfigProblem;
  readonly edits: readonly OptionEdit[];
}

/**
 * Takes every remedy that is an ordinary edit and leaves nothing to choose. One remedy may show or move another finding,
 * so the farm is looked at again as it would be until no new remedy is left; each is taken once.
 */
export async function planMend(model: FarmModel, names: AccountNames): Promise<Result<MendPlan>> {
  const taken: Remedy[] = [];
  const refused: MendPlan['refused'][number][] = [];
  const tried = new Set<string>();
  for (;;) {
    const preview = await previewEdits(model, editsOf(taken));
    if (!preview.ok) return preview;
    if (preview.value.refused.length > 0) {
      for (const { index, error } of preview.value.refused) {
        const remedy = remedyAt(taken, index);
        if (remedy && !refused.some(({ problem }) => problem === remedy.problem))
          refused.push({ problem: remedy.problem, error });
      }
      const gone = new Set(refused.map(({ problem }) => problem));
      taken.splice(0, taken.length, ...taken.filter(({ problem }) => !gone.has(problem)));
      continue;
    }
    const next = untouched(await findProblems(preview.value.after, names), tried);
    if (next.length === 0)
      return ok({
        mended: taken.map(({ problem }) => problem),
        refused,
        edits: editsOf(taken),
        preview: preview.value,
      });
    taken.push(...next);
  }
}

const editsOf = (remedies: readonly Remedy[]): readonly OptionEdit[] =>
  remedies.flatMap(({ edits }) => edits);

function remedyAt(remedies: readonly Remedy[], index: number): Remedy | undefined {
  return remedies.flatMap((remedy) => remedy.edits.map(() => remedy))[index];
}

/** Remedies that were not tried yet, and of those that touch one option only the first: the others are looked at again. */
function untouched(problems: readonly ConfigProblem[], tried: Set<string>): Remedy[] {
  const touched = new Set<string>();
  return problems.flatMap((problem) => {
    // Whether such a superuser is to be created or taken out is the person's choice.
    const edits = problem.missingAccount === null ? (problem.fix ?? []) : [];
    const places = edits.map(({ scope, option }) => JSON.stringify([scope, option]));
    const key = JSON.stringify([problem.code, places]);
    if (edits.length === 0 || tried.has(key) || places.some((place) => touched.has(place))) return [];
    tried.add(key);
    for (const place of places) touched.add(place);
    return [{ problem, edits }];
  });
}

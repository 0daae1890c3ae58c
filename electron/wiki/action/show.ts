import type { Action } from '../action.ts';
import { viewPage } from '../page-view.ts';

/** The page, or an old revision of it. */
export const show: Action = {
  name: 'show',
  run: (context) => viewPage(context, { revision: Math.max(0, context.parameters.integer('rev') ?? 0) }),
};

/** Old name of `show`. */
export const recall: Action = { ...show, name: 'recall' };

import type { Answer } from './answer.ts';
import type { RequestContext } from './context.ts';

/** One action: what `?action=NAME` does on a page. One file each in `action/`. */
export interface Action {
  /** As in the address, case-sensitive. */
  readonly name: string;
  run(context: RequestContext): Promise<Answer>;
}

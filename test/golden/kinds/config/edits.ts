import type { CaseResult } from '../../kind.ts';
export async function* editCases(_folder: string): AsyncIterable<CaseResult> {}

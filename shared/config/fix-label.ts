import type { ConfigProblem, OptionEdit } from '../contract/option.ts';
import { sentence, type Sentence } from '../texts/sentence.ts';

/** A longer value stands in the review, not in a label. */
const longestValue = 24;

/** What the one-click remedy of a finding does, in a few words: made of the edit itself, so that it can't say another thing. */
export function fixLabel({
  fix,
  missingAccount,
}: Pick<ConfigProblem, 'fix' | 'missingAccount'>): Sentence | null {
  const [first, second] = fix ?? [];
  if (first === undefined) return null;
  if (missingAccount !== null) return sentence('check.fix.takeNameOut', { name: missingAccount });
  const isRename = first.change.kind === 'unset' && second?.change.kind === 'set';
  if (isRename) return sentence('check.fix.rename', { from: first.option, to: second.option });
  return labelOfEdit(first);
}

function labelOfEdit({ option, change }: OptionEdit): Sentence {
  if (change.kind === 'unset') return sentence('check.fix.takeOut', { option });
  return change.kind === 'set' && change.text.length <= longestValue
    ? sentence('check.fix.setTo', { option, value: change.text })
    : sentence('check.fix.set', { option });
}

import { ok, type Result } from '../../../shared/result.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import { notEdited, type EditError, type EditRequest } from './request.ts';
import type { Differences } from './verify.ts';

/** Whether what reading the edited files showed lets the edit pass. */
export function judge(request: EditRequest, found: Differences): Result<null, EditError> {
  if (found.wrong !== null)
    return notEdited(
      'edit-refused',
      sentence('edit.notMade', { reason: found.wrong }),
      sentence('edit.inFile.hint'),
      request,
      'verification-failed',
    );
  if (found.others.length > 0 && request.acceptDependents !== true)
    return notEdited(
      'edit-refused',
      changesOthers(found.others),
      sentence('edit.changesOthers.hint'),
      request,
      'changes-others',
    );
  return ok(null);
}

/** The first of many names; a base path may stand behind hundreds of options. */
function changesOthers(names: readonly string[]): Sentence {
  const most = 8;
  const more = names.length - most;
  return more > 0
    ? sentence('edit.changesMany', { names: names.slice(0, most), more })
    : sentence('edit.changesOthers', { names });
}

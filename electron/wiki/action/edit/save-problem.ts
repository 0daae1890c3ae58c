import type { Incomplete, PageRefusal, Veto } from '../../../page/page-types.ts';
import type { RequestContext } from '../../context.ts';
import { statusOfDiskRefusal } from '../../disk-refusal.ts';
import { message } from '../../message.ts';
import type { Message } from '../../theme/frame.ts';

/** Why a page was not changed, as a message above the editor or the page. */
export function refusalMessage(context: RequestContext, refusal: PageRefusal): Message {
  const { texts } = context;
  switch (refusal.kind) {
    case 'AccessDenied':
      return message('action-not-allowed', 'error', texts.text('edit.notAllowed'));
    case 'Immutable':
      return message('immutable', 'error', texts.text('edit.readOnlyPage'));
    case 'EmptyPage':
      return message('empty-text', 'error', texts.text('edit.empty'));
    case 'Unchanged':
      return message('unchanged', 'error', texts.text('edit.unchanged'));
    case 'NoAdmin':
      return message('acl-needs-admin', 'error', texts.text('edit.noAdmin'));
    case 'Vetoed':
      return vetoMessage(context, refusal.veto);
    case 'CouldNotLock':
      return message('busy', 'error', texts.text('edit.busy'));
    case 'NameTooLong':
      return message('name-too-long', 'error', texts.text('edit.nameTooLong'));
    case 'EmptyName':
      return message('name-empty', 'error', texts.text('rename.empty'));
    case 'PageExists':
      return message('name-taken', 'error', texts.text('rename.exists', { page: refusal.name }));
    case 'NoSuchPage':
      return message('page-missing', 'error', texts.text('info.noPage'));
    case 'AttachmentExists':
      return message(
        'attachment-exists',
        'dialog',
        texts.text('attach.exists', { target: refusal.fileName }),
      );
    case 'NoSuchAttachment':
      return message('attachment-missing', 'error', texts.text('attach.missing', { file: refusal.fileName }));
    case 'DiskRefused':
      return {
        ...message('disk-refused', 'error', texts.text('edit.diskRefused', { reason: refusal.code })),
        status: statusOfDiskRefusal(refusal.code),
      };
    case 'EditConflict':
      return conflictMessage(context, refusal);
  }
}

/** What a change that is stored lacks nevertheless; nothing mostly. */
export const incompleteMessages = (
  { texts }: RequestContext,
  outcome: { readonly incomplete?: Incomplete },
): readonly Message[] =>
  outcome.incomplete === undefined
    ? []
    : [
        message(
          'stored-incomplete',
          'warning',
          texts.text(outcome.incomplete.kind === 'not-logged' ? 'edit.notLogged' : 'edit.notFlushed', {
            reason: outcome.incomplete.code,
          }),
        ),
      ];

function conflictMessage(
  { texts }: RequestContext,
  conflict: PageRefusal & { readonly kind: 'EditConflict' },
): Message {
  if (conflict.reason === 'deleted')
    return message('edit-conflict', 'error', texts.text('edit.conflictDeleted'));
  if (conflict.reason === 'already-edited')
    return message('edit-conflict', 'error', texts.text('edit.conflictOwn'));
  return conflict.conflicts > 0
    ? message('edit-conflict', 'error', texts.text('edit.conflictMarked'))
    : message('edit-conflict', 'warning', texts.text('edit.conflictChanged'));
}

function vetoMessage({ texts }: RequestContext, veto: Veto): Message {
  switch (veto.kind) {
    case 'spam':
      return message('vetoed', 'error', texts.text('edit.spam', { match: veto.match, list: veto.list }));
    case 'untried-rule':
      return {
        ...message(
          'rule-untried',
          'error',
          texts.text('edit.untriedRule', { list: veto.list, line: veto.line }),
        ),
        status: 503,
      };
    case 'guarded-group':
      return message('vetoed', 'error', texts.text('edit.guardedGroup'));
  }
}

import { authorOf } from '../../author.ts';
import { formatDateTime, type RequestContext } from '../../context.ts';
import { editorName } from '../../editor-name.ts';
import { html } from '../../html.ts';
import { message } from '../../message.ts';
import type { Message } from '../../theme/frame.ts';

/** Takes or prolongs the edit lock, and says whose it is; `granted` is false only where a foreign lock forbids editing. */
export async function takeLock(
  context: RequestContext,
): Promise<{ readonly granted: boolean; readonly message: Message | null }> {
  const { settings, state, pageName, texts, nowSeconds } = context;
  if (settings.editLocking === null) return { granted: true, message: null };
  const taken = await state.pages.takeEditLock(pageName, authorOf(context));
  if (!taken.ok) {
    context.log({ kind: 'problem', what: `The edit lock of a page was not taken: ${taken.error.kind}` });
    return { granted: true, message: null };
  }
  const { granted, holder, remainingSeconds } = taken.value;
  const exclusive = settings.editLocking.mode === 'lock';
  if (holder === null) {
    const time = formatDateTime(context, nowSeconds + settings.editLocking.minutes * 60);
    const sentence = texts.text(exclusive ? 'edit.lockOwnExclusive' : 'edit.lockOwn', { time });
    return {
      granted,
      message: message('lock-warning', 'status', html`${sentence} ${texts.text('edit.lockHint')}`),
    };
  }
  const values = {
    editor: await editorName(context, holder),
    time: formatDateTime(context, holder.timeMicroseconds / 1e6),
    minutes: Math.max(1, Math.ceil(remainingSeconds / 60)),
  };
  const body = texts.html(exclusive ? 'edit.lockForeignExclusive' : 'edit.lockForeign', values);
  return { granted, message: message('lock-warning', 'status', body) };
}

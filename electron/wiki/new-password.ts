import { checkNewPassword } from '../user/password-checker.ts';
import type { RequestContext } from './context.ts';
import { message } from './message.ts';
import type { TextId } from './texts/texts.ts';
import type { Message, MessageClass } from './theme/frame.ts';

const problemTexts: Readonly<Record<string, TextId>> = {
  'too-short': 'password.tooShort',
  'too-few-different': 'password.tooFewDifferent',
  'contains-name': 'password.tooEasy',
  keyboard: 'password.keyboardRow',
};

/** Why a new password is not taken; null: it is good (spec/users.md §5, §7). */
export function newPasswordProblem(
  context: RequestContext,
  wanted: { readonly userName: string; readonly password: string; readonly repeated: string },
  className: MessageClass = 'error',
): Message | null {
  const { texts, settings } = context;
  if (wanted.password !== wanted.repeated)
    return message('passwords-differ', className, texts.text('password.differ'));
  if (wanted.password === '') return message('password-missing', className, texts.text('password.missing'));
  const verdict = settings.checkPasswords ? checkNewPassword(wanted.userName, wanted.password) : 'ok';
  const problem = problemTexts[verdict];
  return problem === undefined ? null : message(`password-${verdict}`, className, texts.text(problem));
}

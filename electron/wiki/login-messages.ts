import { assertNever } from '../../shared/result.ts';
import type { LoginNotice } from './authenticate.ts';
import { message } from './message.ts';
import type { Texts } from './texts/texts.ts';
import type { Message } from './theme/frame.ts';

/** What the form login has to say, above whatever page is answered. */
export const loginMessages = (notices: readonly LoginNotice[], texts: Texts): readonly Message[] =>
  notices.map((notice) => {
    switch (notice.kind) {
      case 'login-failed':
        return message(notice.kind, 'error', texts.text('login.failed'));
      case 'missing-password':
        return message(notice.kind, 'error', texts.text('login.missingPassword'));
      case 'missing-user-name':
        return message(notice.kind, 'error', texts.text('login.missingName'));
      case 'login-from-elsewhere':
        return message(notice.kind, 'error', texts.text('login.fromElsewhere'));
      case 'wait':
        return message('login-wait', 'error', texts.text('login.wait', { seconds: notice.seconds }));
      case 'switch-ended':
        return message(notice.kind, 'warning', texts.text('switch.ended', { name: notice.realName }));
      default:
        return assertNever(notice);
    }
  });

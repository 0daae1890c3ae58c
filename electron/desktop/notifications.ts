import { BaseWindow, Notification } from 'electron';
import { guarded } from '../base/guard.ts';
import type { WindowCommand } from '../../shared/contract/app.ts';
import type { Notice } from '../../shared/contract/notice.ts';
import type { Language } from '../../shared/texts/sentence.ts';
import { speakers } from '../../shared/texts/speakers.ts';

export interface NotificationParts {
  readonly icon: string;
  readonly language: () => Language;
  readonly invoke: (command: WindowCommand | null) => void;
}

/** Shown ones, held until they are gone: one that is collected as garbage hears no click. */
const shown = new Set<Notification>();

/** Tells something by the system's notifications, unless a person has one of our windows before them anyway. */
export function notify(notice: Notice, parts: NotificationParts): 'told' | 'looking' | 'impossible' {
  if (BaseWindow.getFocusedWindow() !== null) return 'looking';
  if (!Notification.isSupported()) {
    // The task bar calls instead; the window has the words.
    for (const window of BaseWindow.getAllWindows()) window.flashFrame(true);
    return 'impossible';
  }
  const say = speakers[parts.language()];
  const notification = new Notification({
    title: say(notice.title),
    body: say(notice.text),
    icon: parts.icon,
  });
  shown.add(notification);
  notification.on(
    'close',
    guarded('desktop: close', () => shown.delete(notification)),
  );
  notification.on(
    'click',
    guarded('desktop: click', () => {
      shown.delete(notification);
      parts.invoke(notice.show === null ? null : { kind: 'show-farm', ...notice.show });
    }),
  );
  notification.show();
  return 'told';
}

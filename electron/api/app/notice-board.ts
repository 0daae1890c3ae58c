import type { Notice } from '../../../shared/contract/notice.ts';
import type { AppError } from '../../../shared/result.ts';

/** More than anybody reads; the oldest make room. */
const most = 20;

/** Messages that no page has taken yet: the window may be closed, or not there so far. */
export class NoticeBoard {
  private waiting: Notice[] = [];

  constructor(private readonly onWaiting: (count: number) => void) {}

  put(notice: Notice): void {
    this.waiting = [...this.waiting, notice].slice(-most);
    this.onWaiting(this.waiting.length);
  }

  take(): Notice[] {
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }
}

/** A matter of the program itself, which is always told. */
export const problemNotice = ({ message, hint }: AppError): Notice => ({
  title: message,
  text: hint ?? '',
  show: null,
  link: null,
});

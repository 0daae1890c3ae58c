import { guarded } from '../../base/guard.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Notice } from '../../../shared/contract/notice.ts';
import { english } from '../../../shared/texts/english.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { findUpdate, type Fetch, type Release } from './update-check.ts';

/** Not before the window stands, and then once a day as long as the program runs. */
const firstMs = 60_000;
const everyMs = 24 * 60 * 60_000;

export interface UpdatesParts {
  /** Null = nobody asked for it: nothing is ever sent anywhere. */
  readonly feed: () => string | null;
  readonly version: string;
  readonly fetch: Fetch;
  readonly tell: (notice: Notice) => void;
  readonly log: (line: string) => void;
}

/** Says when a newer version is out, if a person named a feed. It never downloads one. */
export class Updates {
  private timer: NodeJS.Timeout | null = null;
  private told = '';

  constructor(private readonly parts: UpdatesParts) {
    this.again(firstMs);
  }

  /** Asked for by a person. */
  async check(): Promise<Result<Release | null>> {
    const feed = this.parts.feed();
    if (feed === null) return fail({ code: 'unsupported', message: sentence('update.noFeed') });
    const found = await findUpdate(feed, this.parts.version, this.parts.fetch);
    if (!found.ok) this.parts.log(`updates: ${found.error.detail ?? english(found.error.message)}`);
    return found;
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  private again(afterMs: number): void {
    this.timer = setTimeout(
      guarded('updates: looking', () => this.lookByItself()),
      afterMs,
    );
    this.timer.unref();
  }

  private async lookByItself(): Promise<void> {
    this.again(everyMs);
    if (this.parts.feed() === null) return;
    const found = await this.check();
    if (!found.ok || found.value === null || found.value.version === this.told) return;
    this.told = found.value.version;
    this.parts.tell(updateNotice(found.value));
  }
}

const updateNotice = ({ version, url }: Release): Notice => ({
  title: sentence('notice.update', { version }),
  text: sentence('notice.update.text'),
  show: null,
  link: url,
});

export const updateHandlers = (updates: Updates) => ({
  'app:checkUpdate': async () => {
    const found = await updates.check();
    return found.ok ? ok({ release: found.value }) : found;
  },
});

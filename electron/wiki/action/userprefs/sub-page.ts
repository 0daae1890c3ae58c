import type { RequestContext } from '../../context.ts';
import type { Html } from '../../html.ts';
import type { Identity } from '../../identity.ts';
import type { TextId } from '../../texts/texts.ts';
import type { Message } from '../../theme/frame.ts';

/** One page of the settings: a form, and what its post does. */
export interface SettingsPage {
  /** `sub=` and `handler=` in addresses. */
  readonly name: string;
  readonly label: TextId;
  /** Whether this person may use it now. */
  isOffered(context: RequestContext): boolean;
  form(context: RequestContext): Promise<Html>;
  /** Only called for a POST with a good ticket and without `cancel`. */
  post(context: RequestContext): Promise<SettingsOutcome>;
}

export interface SettingsOutcome {
  readonly message: Message;
  /** Who the session belongs to from now on; absent = nobody else. */
  readonly identity?: Identity;
  /** Who the rest of this answer is drawn for, when that differs from the session's. */
  readonly shownAs?: Identity;
}

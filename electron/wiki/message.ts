import { html, Html } from './html.ts';
import type { Message, MessageClass } from './theme/frame.ts';

/** A message block; a plain string is text. */
export const message = (kind: string, className: MessageClass, body: string | Html): Message => ({
  kind,
  class: className,
  body: body instanceof Html ? body : html`${body}`,
});

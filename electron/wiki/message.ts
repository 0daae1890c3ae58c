import { html, Html } from './html.ts';
import type { Message, MessageClass } from './theme/frame.ts';

/** The status that a message calls for, else the usual one. */
export const statusWith = (messages: readonly Message[], usual: number): number =>
  messages.find(({ status }) => status !== undefined)?.status ?? usual;

/** A message block; a plain string is text. */
export const message = (kind: string, className: MessageClass, body: string | Html): Message => ({
  kind,
  class: className,
  body: body instanceof Html ? body : html`${body}`,
});

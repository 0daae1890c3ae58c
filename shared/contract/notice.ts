import * as z from 'zod/mini';
import { farmId, spoken } from './common.ts';
import { event, request, type Shape } from './define.ts';

/** Something that a person should know though they look elsewhere. */
export const notice = z.object({
  title: spoken,
  text: spoken,
  /** Where in the window it can be seen; null = nowhere. */
  show: z.nullable(
    z.object({ farmId, view: z.enum(['overview', 'sessions', 'options', 'sharing', 'users', 'log']) }),
  ),
  /** A web page about it; null = none. */
  link: z.nullable(z.string()),
});
export type Notice = Shape<typeof notice>;

export const noticeRequests = {
  /** What waits to be shown. Whoever takes it shows it; nobody else gets it. */
  'notice:take': request(z.tuple([]), z.array(notice)),
} as const;

export const noticeEvents = {
  'notice:raised': event(z.object({ count: z.number() })),
} as const;

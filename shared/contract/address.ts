import * as z from 'zod/mini';
import { farmId, shortText, spoken, wikiId } from './common.ts';
import { request, type Shape } from './define.ts';

/** What a person sets; null leaves that part to be inferred. */
export const addressWish = z.object({ mount: z.nullable(shortText), url: z.nullable(shortText) });
export type AddressWish = Shape<typeof addressWish>;

/** How a wiki is reached, and why. */
export const explainedAddress = z.object({
  wikiId,
  /** Null: none can be inferred. */
  url: z.nullable(z.string()),
  mount: z.string(),
  /** With nothing set by a person. */
  inferred: z.nullable(z.object({ url: z.string(), mount: z.string() })),
  set: addressWish,
  /**
   * Where what is set comes from: typed and not kept yet, `croft.json` of the farm, or the person's own folder, which has
   * it of a farm that is open read-only. Null: nothing is set.
   */
  setBy: z.nullable(z.enum(['typed', 'croft.json', 'own-folder'])),
  /** Patterns of the configuration that lead to this wiki. */
  patterns: z.array(z.string()),
  /** `host:port` that listens for it; null while none does. */
  connect: z.nullable(z.string()),
  /** What stands in the way, one sentence each: another wiki answers, a port is taken … */
  obstacles: z.array(spoken),
});
export type ExplainedAddress = Shape<typeof explainedAddress>;

/** MoinMoin leaves mounts and addresses to the web server; Croft keeps them in `croft.json` (DECISIONS 3). */
export const addressRequests = {
  /** As it is now. */
  'address:show': request(z.tuple([farmId, wikiId]), explainedAddress),
  /** As the wish would make it; touches nothing. */
  'address:try': request(z.tuple([farmId, wikiId, addressWish]), explainedAddress),
  'address:set': request(z.tuple([farmId, wikiId, addressWish]), explainedAddress),
} as const;

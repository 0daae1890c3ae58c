import { z } from 'zod';

/** golden/parity/COMPARE.md, "Setting up" and "Steps". */
const texts = z.record(z.string(), z.string());

const revisionSchema = z
  .object({
    text: z.string().nullable(),
    by: z.string().optional(),
    host: z.string().optional(),
    minutes_ago: z.number().optional(),
    comment: z.string().optional(),
    action: z.string().optional(),
    extra: z.string().optional(),
  })
  .strict();
export type Revision = z.infer<typeof revisionSchema>;

const pageSchema = z.union([z.string(), z.array(z.union([z.string(), revisionSchema]))]);
export type Page = z.infer<typeof pageSchema>;

export const wikiSchema = z.object({
  host: z.string(),
  clock: z.number(),
  user_agent: z.string(),
  config: z.array(z.string()),
  profile: texts,
  accounts: z.array(z.object({ id: z.string(), name: z.string(), password: z.string(), email: z.string() })),
  pages: z.record(z.string(), pageSchema),
});
export type BaseWiki = z.infer<typeof wikiSchema>;

const stepSchema = z
  .object({
    page: z.string().optional(),
    path: z.string().optional(),
    query: z.string().optional(),
    as: z.string().optional(),
    form: texts.optional(),
    files: z.record(z.string(), z.tuple([z.string(), z.string()])).optional(),
    body: z.string().optional(),
    open: z.string().optional(),
    at: z.number().optional(),
    remote_addr: z.string().optional(),
    look: z.array(z.string()).optional(),
  })
  .strict();
export type Step = z.infer<typeof stepSchema>;

const factSchema = z
  .object({
    get: z.string(),
    of: z.string().optional(),
    step: z.number().optional(),
    is: z.unknown(),
    quirk: z.boolean().optional(),
  })
  .strict();
export type Fact = z.infer<typeof factSchema>;

export const fileSchema = z.object({
  cases: z.array(
    z
      .object({
        name: z.string(),
        config: z.array(z.string()).default([]),
        prelude: z.array(z.string()).default([]),
        pages: z.record(z.string(), pageSchema).default({}),
        files: texts.default({}),
        steps: z.array(stepSchema),
        facts: z.array(factSchema),
      })
      .strict(),
  ),
});
export type Case = z.infer<typeof fileSchema>['cases'][number];

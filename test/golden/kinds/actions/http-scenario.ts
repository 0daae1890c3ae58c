import { z } from 'zod';

const pair = z.array(z.string().nullable());

/** One line of http.jsonl (golden/actions/README.md). */
export const factsSchema = z
  .object({
    title: z.string(),
    meta: z.record(z.string(), z.string()),
    link_rel: z.array(pair),
    body: z.record(z.string(), z.string()),
    pagelocation: z.string(),
    location_links: z.array(pair),
    username: z.array(pair),
    navibar: z.array(pair),
    trail: z.array(pair),
    editbar: z.array(pair),
    actions_menu: z.array(pair),
    message: z.array(pair),
    message_forms: z.array(z.unknown()),
    content_forms: z.array(z.unknown()),
    content_attrs: z.record(z.string(), z.string()),
    content_text: z.string(),
    content_links: z.array(pair),
    content_tables: z.array(
      z.object({ id: z.string().nullable(), cls: z.string().nullable(), rows: z.array(z.array(z.string())) }),
    ),
    pageinfo: z.string(),
    ids: z.array(z.string()),
  })
  .partial()
  .loose();
export type ExpectedFacts = z.infer<typeof factsSchema>;

export const formSchema = z
  .object({
    method: z.string().optional(),
    action: z.string().optional(),
    enctype: z.string().optional(),
    fields: z.array(
      z
        .object({
          tag: z.string(),
          type: z.string().optional(),
          name: z.string().optional(),
          value: z.string().optional(),
          checked: z.boolean().optional(),
          options: z.array(z.array(z.string())).optional(),
        })
        .loose(),
    ),
  })
  .loose();

export const requestSchema = z.object({
  path: z.string(),
  query: z.string().optional(),
  method: z.string().optional(),
  form: z.record(z.string(), z.string()).optional(),
  files: z.record(z.string(), z.tuple([z.string(), z.string()])).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  as: z.string().nullable().optional(),
  clock: z.number().optional(),
  nologin: z.boolean().optional(),
});

export const stepSchema = z.object({
  request: requestSchema,
  status: z.number(),
  headers: z.record(z.string(), z.string()).default({}),
  set_cookie: z.array(z.string()).optional(),
  facts: factsSchema.optional(),
  body: z.string().optional(),
  body_base64: z.string().optional(),
  clock: z.number().optional(),
  optional: z.boolean().optional(),
});
export type ScenarioStep = z.infer<typeof stepSchema>;

export const scenarioSchema = z.object({
  id: z.string(),
  optional: z.boolean().optional(),
  steps: z.array(stepSchema),
});
export type Scenario = z.infer<typeof scenarioSchema>;

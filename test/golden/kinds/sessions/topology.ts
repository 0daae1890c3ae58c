import { z } from 'zod';

/** Layout of `topologies.json` (golden/sessions/COMPARE.md, "Setting up the tables"). */
export const visitOutcome = z.object({
  status: z.number(),
  shown_user: z.string().nullable(),
  cookie_header: z.string(),
  set_cookie: z.array(z.string()),
  client_rejected: z.array(z.unknown()).optional(),
  session_files: z.record(
    z.string(),
    z.array(z.object({ sid: z.string(), 'user.id': z.string().nullable(), setuid: z.string().nullable() })),
  ),
  trail: z.array(z.string()).optional(),
  deviation: z.string().optional(),
  ours: z.record(z.string(), z.unknown()).optional(),
  reference_also_ok: z.boolean().optional(),
});
export type VisitOutcome = z.infer<typeof visitOutcome>;

const wikiSchema = z.object({
  id: z.string(),
  url: z.string(),
  siteid: z.string(),
  script_name: z.string().optional(),
  match: z.string().optional(),
  options: z.record(z.string(), z.string()),
});

const outcome = z.union([z.string(), z.object({ visits: z.array(visitOutcome) })]).optional();

export const topologyCase = z.object({
  name: z.string(),
  servers: z.array(
    z.object({
      id: z.string(),
      config: z.string(),
      common: z.record(z.string(), z.string()).optional(),
      wikis: z.array(wikiSchema),
    }),
  ),
  users: z.record(z.string(), z.array(z.tuple([z.string(), z.string(), z.record(z.string(), z.unknown())]))),
  visits: z.array(
    z.object({
      wiki: z.string(),
      do: z.string(),
      user: z.string().optional(),
      page: z.string().optional(),
      at: z.number().optional(),
    }),
  ),
  outcome: z.object({ rfc6265: outcome, browser: outcome }),
});
export type TopologyCase = z.infer<typeof topologyCase>;

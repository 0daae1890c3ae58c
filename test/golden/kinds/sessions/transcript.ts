import { z } from 'zod';

/** Layout of a transcript (spec/sessions.md §18). Only what a runner needs is read; prose is left alone. */
export const actionSchema = z.object({
  write: z.object({ in: z.string(), file: z.string(), base64: z.string() }).optional(),
  remove: z.object({ in: z.string(), file: z.string() }).optional(),
  restart: z
    .object({
      options_as_python_source: z.record(z.string(), z.string()),
      config_imports: z.array(z.string()).optional(),
    })
    .optional(),
  profile: z.object({ id: z.string(), text: z.string() }).optional(),
  remove_profile: z.object({ id: z.string() }).optional(),
});

export const requestSchema = z.object({
  method: z.string().default('GET'),
  url: z.string(),
  form: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  cookie_header: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  environ: z.record(z.string(), z.string()).optional(),
  remote_addr: z.string().optional(),
  ticket_formula: z
    .object({
      time: z.number(),
      page: z.string(),
      action: z.string(),
      sid: z.string(),
      user_id: z.string(),
    })
    .optional(),
});

const storedFile = z.object({ file: z.string(), content: z.unknown().optional() }).loose();
const directories = z.record(z.string(), z.array(storedFile).nullable());

export const oursSchema = z.record(z.string(), z.unknown());

export const responseSchema = z.object({
  status: z.number(),
  set_cookie: z.array(z.string()).default([]),
  location: z.string().optional(),
  user_shown: z.string().nullable().optional(),
  user_links: z.array(z.string()).optional(),
  trail_titles: z.array(z.string()).optional(),
  trail_html: z.string().optional(),
  message_kind: z.string().nullable().optional(),
  logs: z.array(z.tuple([z.string(), z.string(), z.string()])).optional(),
  macro_output: z.string().nullable().optional(),
});

export const stepSchema = z.object({
  step: z.number(),
  at: z.number().optional(),
  client: z.string().optional(),
  request: requestSchema.optional(),
  response: responseSchema.optional(),
  sessions_before: z.union([directories, z.string()]).optional(),
  sessions_after: directories.optional(),
  files_written: z.array(z.string()).optional(),
  files_deleted: z.array(z.string()).optional(),
  do: actionSchema.optional(),
  deviation: z.string().optional(),
  ours: oursSchema.optional(),
  reference_also_ok: z.boolean().optional(),
});

export const transcriptSchema = z.object({
  name: z.string(),
  needs: z.array(z.string()).default([]),
  clock_start: z.number(),
  setup: z.object({
    config_file: z.string(),
    directory: z.string(),
    config_prelude: z.array(z.string()),
    config_imports: z.array(z.string()),
    options_as_python_source: z.record(z.string(), z.string()),
    users: z.array(z.object({ id: z.string(), profile_text: z.string() })),
    pages: z.record(z.string(), z.string()),
    interwiki_map: z.record(z.string(), z.string()).optional(),
    default_directories: z.record(z.string(), z.string()).optional(),
    files: z.array(z.object({ in: z.string(), file: z.string(), base64: z.string() })).optional(),
  }),
  sids: z.record(z.string(), z.string()).default({}),
  steps: z.array(stepSchema).default([]),
  deviating_files: z.array(z.object({ file: z.string(), from_step: z.number() })).default([]),
  modes: z.object({ directory_mode: z.string(), file_modes: z.array(z.string()) }).optional(),
  page_edit_log_fields: z.array(z.string()).optional(),
  user_files_after: z.record(z.string(), z.string()).optional(),
  /** `xmlrpc_token` alone: one request instead of steps. */
  request: requestSchema.extend({ at: z.number() }).loose().optional(),
  token_status: z.number().optional(),
  set_cookie: z.array(z.string()).optional(),
  session_file_after: z.array(storedFile).optional(),
});

export type Transcript = z.infer<typeof transcriptSchema>;
export type TranscriptStep = z.infer<typeof stepSchema>;
export type TranscriptRequest = z.infer<typeof requestSchema>;
export type TranscriptResponse = z.infer<typeof responseSchema>;
export type TranscriptAction = z.infer<typeof actionSchema>;
export type StoredFiles = z.infer<typeof directories>;

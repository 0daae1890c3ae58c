import { z } from 'zod';
import { isUserId, newUserId } from '../../../../electron/user/user-id.ts';
import { tableRunner, type Verdict } from '../sessions/runner.ts';
import { difference } from './support.ts';

const schema = z.looseObject({
  listing: z
    .array(
      z.looseObject({
        file: z.string(),
        counts_as_user: z.boolean(),
        ours: z.looseObject({ counts_as_user: z.boolean().optional() }).optional(),
      }),
    )
    .default([]),
  generated_prefixes: z.array(z.looseObject({ clock: z.number(), id_prefix: z.string() })).default([]),
});

export const userIds = tableRunner('user-ids.json', schema, function* (content) {
  for (const row of content.listing) {
    yield async (): Promise<Verdict> => ({
      name: `listing/${row.file}`,
      difference: difference(
        'counts_as_user',
        row.ours?.counts_as_user ?? row.counts_as_user,
        isUserId(row.file),
      ),
    });
  }
  for (const row of content.generated_prefixes) {
    yield async (): Promise<Verdict> => ({
      name: `prefix/${row.clock}`,
      difference: difference('id', `${row.id_prefix}.4711`, newUserId(row.clock, 4711)),
    });
  }
});

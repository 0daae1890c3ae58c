import { z } from 'zod';
import { isValidUserName, normalizeUserName } from '../../../../electron/user/names.ts';
import { tableRunner, type Verdict } from '../sessions/runner.ts';
import { difference, firstDifference, isGroupName } from './support.ts';

const schema = z.array(
  z.looseObject({
    name: z.string(),
    valid: z.boolean(),
    normalized: z.string().optional(),
    deviation: z.string().optional(),
    ours: z
      .looseObject({ valid: z.boolean().optional(), valid_any_of: z.array(z.boolean()).optional() })
      .optional(),
  }),
);

export const names = tableRunner('names.json', schema, function* (rows) {
  for (const [position, row] of rows.entries()) {
    yield async (): Promise<Verdict> => {
      const valid = isValidUserName(row.name, isGroupName);
      const accepted = row.ours?.valid_any_of ?? [row.ours?.valid ?? row.valid];
      return {
        name: `${position} ${JSON.stringify(row.name).slice(0, 40)}`,
        difference: firstDifference([
          accepted.includes(valid) ? null : `valid: found ${valid}`,
          row.valid && row.deviation === undefined && row.normalized !== undefined
            ? difference('normalized', row.normalized, normalizeUserName(row.name))
            : null,
        ]),
      };
    };
  }
});

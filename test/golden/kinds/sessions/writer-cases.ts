import { z } from 'zod';
import { decodePickle } from '../../../../electron/session/pickle/decode.ts';
import { encodePickle } from '../../../../electron/session/pickle/encode.ts';
import { toTypedJson } from '../../../../shared/session/typed-json.ts';
import { fromTypedJson } from '../../../support/typed-json.ts';
import { compare, tableRunner } from './runner.ts';

const row = z.object({ name: z.string(), content: z.unknown(), canonical_base64: z.string() });

/** The writer: exact bytes, which read back as the same typed content. */
export const writerCases = tableRunner(
  'writer-cases.json',
  z.object({ cases: z.array(row) }),
  function* ({ cases }) {
    for (const entry of cases) yield () => Promise.resolve({ name: entry.name, difference: check(entry) });
  },
);

function check(entry: z.infer<typeof row>): string | null {
  const bytes = encodePickle(fromTypedJson(entry.content));
  const written = compare('bytes', entry.canonical_base64, Buffer.from(bytes).toString('base64'));
  if (written !== null) return written;
  const decoded = decodePickle(bytes);
  if (decoded.kind !== 'ok') return `read back as ${decoded.kind}`;
  return compare('content', entry.content, toTypedJson(decoded.value));
}

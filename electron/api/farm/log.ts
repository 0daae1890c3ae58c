import type { LogRow as ContractRow } from '../../../shared/contract/farm.ts';
import { ok } from '../../../shared/result.ts';
import type { Speaker } from '../../../shared/texts/speaker.ts';
import { speakers } from '../../../shared/texts/speakers.ts';
import type { LogRow } from '../../farm/log-buffer.ts';
import type { FarmContext, Handlers } from './context.ts';

const levels = { info: 0, warning: 1, error: 2 } as const;

export function logHandlers({ host }: FarmContext): Handlers<'log:range'> {
  return {
    'log:range': async (_farmId, query) => {
      const wikis = new Set(query.wikis);
      const text = query.text.trim().toLowerCase();
      const matching = host.log.rows.filter(
        (row) =>
          levels[row.level] >= levels[query.level] &&
          (query.before === null || row.sequence < query.before) &&
          (wikis.size === 0 || (row.wiki !== null && wikis.has(row.wiki))) &&
          (text === '' || lineOf(row, speakers[query.language]).toLowerCase().includes(text)),
      );
      return ok({ rows: matching.slice(-query.limit).map(logRow), more: matching.length > query.limit });
    },
  };
}

function lineOf({ request, text }: LogRow, say: Speaker): string {
  const said = say(text);
  return request ? `${request.method} ${request.path} ${request.status} ${said}` : said;
}

export const logRow = (row: LogRow): ContractRow => ({
  sequence: row.sequence,
  at: row.timeMs / 1000,
  wikiId: row.wiki,
  level: row.level,
  kind: row.kind,
  text: row.text,
  request: row.request,
  session: null,
});

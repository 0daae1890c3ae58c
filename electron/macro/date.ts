import { ArgumentError, parseArguments } from './arguments.ts';
import type { Macro, MacroContext } from './macro.ts';
import { formatDate } from '../../shared/python/strftime.ts';

/** `<<Date(stamp)>>`, `<<DateTime(stamp)>>` (spec/macros.md §3.1). */
export const date: Macro = dateMacro('Date', (context) => context.visitor.dateFormat);
export const dateTime: Macro = dateMacro('DateTime', (context) => context.visitor.dateTimeFormat);

function dateMacro(name: string, format: (context: MacroContext) => string): Macro {
  return {
    name,
    needs: ['time', 'user'],
    run(args, context) {
      const { values } = parseArguments(args, { stamp: { kind: 'text', default: null } });
      const seconds = readStamp(values.stamp, context.nowSeconds);
      return { text: formatDate(format(context), seconds, context.visitor.zoneOffsetSeconds) };
    },
  };
}

const day = 86_400;
/** What follows the seconds is an offset if it begins with a sign, else it is ignored. */
const stampPattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:([+-]\d{2}\d+)$|(?![+-]))/;
const numberPattern = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** Seconds since 1970 of a time stamp; fields out of range roll over. */
export function readStamp(stamp: string | null, nowSeconds: number): number {
  if (stamp === null || stamp === '') return nowSeconds;
  const fields = stampPattern.exec(stamp);
  if (fields !== null) return secondsOf(fields);
  if (!numberPattern.test(stamp)) throw new ArgumentError(`Bad timestamp ${stamp}`);
  const seconds = Math.trunc(Number(stamp));
  // Small numbers mean now (observed).
  return seconds >= -day && seconds < day ? nowSeconds : seconds;
}

function secondsOf(fields: RegExpExecArray): number {
  const [year = 0, month = 1, dayOfMonth = 1, hour = 0, minute = 0, second = 0] = fields
    .slice(1, 7)
    .map(Number);
  const zone = fields[7] ?? '+0000';
  const offset = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(3)) * 60;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, dayOfMonth);
  time.setUTCHours(hour, minute, second);
  return time.getTime() / 1000 - (zone.startsWith('-') ? -offset : offset);
}

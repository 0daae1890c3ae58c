const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = [
  ...(['January', 'February', 'March', 'April', 'May', 'June', 'July'] as const),
  ...(['August', 'September', 'October', 'November', 'December'] as const),
] as const;

/**
 * Python's `strftime` in the C locale, for the formats of configurations, profiles and macros. Directives that are
 * none stay as they are; a time that no calendar has gives an empty text.
 *
 * @param seconds since 1970
 * @param zoneOffsetSeconds of the reader's zone east of UTC; the zone's own name is UTC wherever the reader is, as the
 *   real one moves the time and not the zone
 */
export function formatDate(format: string, seconds: number, zoneOffsetSeconds = 0): string {
  const date = new Date(Math.floor(seconds + zoneOffsetSeconds) * 1000);
  if (Number.isNaN(date.getTime())) return '';
  return formatted(format, date);
}

const formatted = (format: string, date: Date): string =>
  format.replace(/%([a-zA-Z%])/g, (whole, letter: string) => directives[letter]?.(date) ?? whole);

const digits = (value: number, width = 2): string => String(value).padStart(width, '0');
const dayName = (date: Date): string => days[date.getUTCDay()] ?? '';
const monthName = (date: Date): string => months[date.getUTCMonth()] ?? '';
const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
const weekOfYear = (date: Date, dayOfWeek: number): number =>
  Math.floor((dayOfYear(date) + 6 - dayOfWeek) / 7);

const directives: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => String(date.getUTCFullYear()),
  y: (date) => digits(date.getUTCFullYear() % 100),
  m: (date) => digits(date.getUTCMonth() + 1),
  d: (date) => digits(date.getUTCDate()),
  e: (date) => String(date.getUTCDate()).padStart(2),
  H: (date) => digits(date.getUTCHours()),
  I: (date) => digits(date.getUTCHours() % 12 || 12),
  M: (date) => digits(date.getUTCMinutes()),
  S: (date) => digits(date.getUTCSeconds()),
  p: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  a: (date) => dayName(date).slice(0, 3),
  A: dayName,
  b: (date) => monthName(date).slice(0, 3),
  h: (date) => monthName(date).slice(0, 3),
  B: monthName,
  w: (date) => String(date.getUTCDay()),
  j: (date) => digits(dayOfYear(date), 3),
  U: (date) => digits(weekOfYear(date, date.getUTCDay())),
  W: (date) => digits(weekOfYear(date, (date.getUTCDay() + 6) % 7)),
  D: (date) => formatted('%m/%d/%y', date),
  x: (date) => formatted('%m/%d/%y', date),
  F: (date) => formatted('%Y-%m-%d', date),
  R: (date) => formatted('%H:%M', date),
  T: (date) => formatted('%H:%M:%S', date),
  X: (date) => formatted('%H:%M:%S', date),
  c: (date) => formatted('%a %b %e %H:%M:%S %Y', date),
  Z: () => 'UTC',
  z: () => '+0000',
  '%': () => '%',
};

/**
 * Python's `strftime` in the C locale, for the formats of configurations and profiles.
 *
 * @param seconds since 1970
 * @param zoneOffsetSeconds of the reader's zone east of UTC
 */
export function formatDate(format: string, seconds: number, zoneOffsetSeconds = 0): string {
  const date = new Date(Math.floor(seconds + zoneOffsetSeconds) * 1000);
  if (Number.isNaN(date.getTime())) return '';
  return format.replace(/%([a-zA-Z%])/g, (whole, letter: string) => part(letter, date) ?? whole);
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = [
  ...(['January', 'February', 'March', 'April', 'May', 'June', 'July'] as const),
  ...(['August', 'September', 'October', 'November', 'December'] as const),
] as const;

const two = (value: number): string => String(value).padStart(2, '0');

function part(letter: string, date: Date): string | null {
  const hours = date.getUTCHours();
  const hourOfTwelve = hours % 12 === 0 ? 12 : hours % 12;
  const day = days[date.getUTCDay()] ?? '';
  const month = months[date.getUTCMonth()] ?? '';
  switch (letter) {
    case 'Y':
      return String(date.getUTCFullYear());
    case 'y':
      return two(date.getUTCFullYear() % 100);
    case 'm':
      return two(date.getUTCMonth() + 1);
    case 'd':
      return two(date.getUTCDate());
    case 'e':
      return String(date.getUTCDate()).padStart(2);
    case 'H':
      return two(hours);
    case 'I':
      return two(hourOfTwelve);
    case 'M':
      return two(date.getUTCMinutes());
    case 'S':
      return two(date.getUTCSeconds());
    case 'p':
      return hours < 12 ? 'AM' : 'PM';
    case 'a':
      return day.slice(0, 3);
    case 'A':
      return day;
    case 'b':
    case 'h':
      return month.slice(0, 3);
    case 'B':
      return month;
    case 'w':
      return String(date.getUTCDay());
    case 'j':
      return String(dayOfYear(date)).padStart(3, '0');
    case 'U':
      return two(weekOfYear(date, date.getUTCDay()));
    case 'W':
      return two(weekOfYear(date, (date.getUTCDay() + 6) % 7));
    case 'T':
      return formatDate('%H:%M:%S', date.getTime() / 1000);
    case 'D':
    case 'x':
      return formatDate('%m/%d/%y', date.getTime() / 1000);
    case 'F':
      return formatDate('%Y-%m-%d', date.getTime() / 1000);
    case 'R':
      return formatDate('%H:%M', date.getTime() / 1000);
    case 'X':
      return formatDate('%H:%M:%S', date.getTime() / 1000);
    case 'c':
      return formatDate('%a %b %e %H:%M:%S %Y', date.getTime() / 1000);
    case 'Z':
      return 'UTC';
    case 'z':
      return '+0000';
    case '%':
      return '%';
    default:
      return null;
  }
}

const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;

const weekOfYear = (date: Date, dayOfWeek: number): number =>
  Math.floor((dayOfYear(date) + 6 - dayOfWeek) / 7);

/** As HTTP headers want it, e.g. `Thu, 16 Mar 2023 12:00:00 GMT`. */
export const httpDate = (seconds: number): string => new Date(Math.floor(seconds) * 1000).toUTCString();

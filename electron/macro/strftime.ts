const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** A time in a zone, written by a strftime format with English names (locale C). */
export function formatTime(seconds: number, format: string, zoneOffsetSeconds: number): string {
  const time = new Date((seconds + zoneOffsetSeconds) * 1000);
  return format.replaceAll(/%([a-zA-Z%])/g, (whole, letter: string) => field(time, letter) ?? whole);
}

function field(time: Date, letter: string): string | null {
  const hour = time.getUTCHours();
  switch (letter) {
    case 'Y':
      return pad(time.getUTCFullYear(), 4);
    case 'y':
      return pad(time.getUTCFullYear() % 100);
    case 'm':
      return pad(time.getUTCMonth() + 1);
    case 'd':
      return pad(time.getUTCDate());
    case 'e':
      return String(time.getUTCDate()).padStart(2);
    case 'H':
      return pad(hour);
    case 'I':
      return pad(hour % 12 === 0 ? 12 : hour % 12);
    case 'M':
      return pad(time.getUTCMinutes());
    case 'S':
      return pad(time.getUTCSeconds());
    case 'p':
      return hour < 12 ? 'AM' : 'PM';
    case 'a':
      return (weekdays[time.getUTCDay()] ?? '').slice(0, 3);
    case 'A':
      return weekdays[time.getUTCDay()] ?? '';
    case 'b':
    case 'h':
      return (months[time.getUTCMonth()] ?? '').slice(0, 3);
    case 'B':
      return months[time.getUTCMonth()] ?? '';
    case 'w':
      return String(time.getUTCDay());
    case 'j':
      return pad(dayOfYear(time), 3);
    case '%':
      return '%';
    default:
      return composed(time, letter);
  }
}

function composed(time: Date, letter: string): string | null {
  const parts = (format: string): string => formatTime(time.getTime() / 1000, format, 0);
  switch (letter) {
    case 'D':
    case 'x':
      return parts('%m/%d/%y');
    case 'F':
      return parts('%Y-%m-%d');
    case 'T':
    case 'X':
      return parts('%H:%M:%S');
    case 'R':
      return parts('%H:%M');
    case 'c':
      return parts('%a %b %e %H:%M:%S %Y');
    default:
      return null;
  }
}

function dayOfYear(time: Date): number {
  return Math.floor((time.getTime() - Date.UTC(time.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

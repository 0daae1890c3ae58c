import { useEffect, useState, useSyncExternalStore } from 'react';
import { useIntl } from 'react-intl';
import { useText, type Text } from '../texts/text.ts';

const tickMs = 10_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let nowSeconds = Date.now() / 1000;

function tick(): void {
  nowSeconds = Date.now() / 1000;
  for (const listener of listeners) listener();
}

/** One clock for every time on the screen; it rests while nobody looks. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    nowSeconds = Date.now() / 1000;
    timer = setInterval(() => {
      if (!document.hidden) tick();
    }, tickMs);
    document.addEventListener('visibilitychange', tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    if (timer !== null) clearInterval(timer);
    timer = null;
    document.removeEventListener('visibilitychange', tick);
  };
}

/** The time of day in Unix seconds, renewed every ten seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowSeconds);
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** A span in at most two units: "11 h 58 min", "3 days", "10 years". */
export function printSpan(text: Text, seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  if (whole < minute) return text('time.seconds', { count: whole });
  if (whole < hour) return text('time.minutes', { count: Math.floor(whole / minute) });
  if (whole < 2 * day) {
    const minutes = Math.floor((whole % hour) / minute);
    const hours = text('time.hours', { count: Math.floor(whole / hour) });
    return minutes === 0 ? hours : `${hours} ${text('time.minutes', { count: minutes })}`;
  }
  if (whole < 2 * year) return text('time.days', { count: Math.floor(whole / day) });
  return text('time.years', { count: Math.round(whole / year) });
}

export function printRelative(text: Text, at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < 15) return text('time.now');
  const span = printSpan(text, distance);
  return distance > 0 ? text('time.in', { span }) : text('time.ago', { span });
}

export function useExactTime(): (at: number) => string {
  const intl = useIntl();
  return (at) => intl.formatDate(at * 1000, { dateStyle: 'medium', timeStyle: 'long' });
}

/** A time as distance from now, the exact time on hover and for those who listen. */
export function TimeText(props: { readonly at: number }) {
  const text = useText();
  const now = useNow();
  const exact = useExactTime();
  return (
    <time dateTime={isoTime(props.at)} title={exact(props.at)}>
      {printRelative(text, props.at, now)}
    </time>
  );
}

/** Years beyond what a Date can hold come from odd files; they are shown without a machine-readable form. */
function isoTime(at: number): string | undefined {
  const date = new Date(at * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The value as it was until it has rested for a moment: for filters that ask the host. */
export function useRested<T>(value: T, restMs = 150): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const wait = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(wait);
  }, [value, restMs]);
  return rested;
}

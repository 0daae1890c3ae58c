import { textOf, type PyValue } from '../../shared/python-value.ts';
import type {
  Compatibility,
  CookieLifetime,
  CookieNameOption,
  LifetimeElement,
  SessionSettings,
} from '../../shared/session/session-settings.ts';
import { isTrue } from './python-truth.ts';
import { number, optionalText } from './option-values.ts';
import { floatText } from '../../shared/python/numbers.ts';
import { pythonLiteral } from '../../shared/python/literal.ts';
import type { InterpretedCall } from './reading.ts';
import type { AuthMethod } from './wiki-settings.ts';

/** What settings are made from. */
export interface Values {
  readonly effective: ReadonlyMap<string, PyValue>;
  readonly interpreted: (name: string) => readonly InterpretedCall[] | null;
  /** Text put together while running is not the magic `siteidmagic` (spec/config.md §5). */
  readonly isAssembled: (name: string) => boolean;
  /** Written in a file, not MoinMoin's default. */
  readonly isSet: (name: string) => boolean;
}

export function sessionSettings(values: Values, compatibility: Compatibility): SessionSettings {
  const v = values.effective;
  const service = values.interpreted('session_service')?.[0];
  const httpOnly = v.get('cookie_httponly');
  return {
    cookieUsage: textOf(service?.arguments['cookie_usage']) ?? 'SESSION',
    cookieName: cookieName(v.get('cookie_name'), values.isAssembled('cookie_name')),
    cookieDomain: optionalText(v, 'cookie_domain'),
    cookiePath: optionalText(v, 'cookie_path'),
    cookieSecure: cookieSecure(v.get('cookie_secure')),
    // Not configured is not the same as off: the default behaviour then adds HttpOnly (DECISIONS 12).
    cookieHttpOnly: httpOnly === undefined || !values.isSet('cookie_httponly') ? null : isTrue(httpOnly),
    cookieLifetime: lifetime(v.get('cookie_lifetime')),
    trailSize: number(v, 'trail_size'),
    interwikiName: optionalText(v, 'interwikiname'),
    compatibility,
  };
}

/** `siteidmagic` counts only as a byte string literal; everything that is no text is shown as text (spec/sessions.md §6). */
function cookieName(value: PyValue | undefined, assembled: boolean): CookieNameOption {
  if (value === undefined || value.type === 'none') return { kind: 'automatic' };
  const text = textOf(value);
  if (value.type === 'str' && text === 'siteidmagic' && !assembled) return { kind: 'siteid' };
  return { kind: 'literal', text: text ?? shown(value) };
}

function shown(value: PyValue): string {
  if (value.type === 'bool') return value.value ? 'True' : 'False';
  if (value.type === 'int' || value.type === 'long') return String(value.value);
  if (value.type === 'float') return floatText(value.value);
  if (value.type === 'str') return Buffer.from(value.bytes).toString('latin1');
  return pythonLiteral(value);
}

function cookieSecure(value: PyValue | undefined): SessionSettings['cookieSecure'] {
  if (value === undefined || value.type === 'none') return 'when-https';
  return isTrue(value) ? 'always' : 'never';
}

function lifetime(value: PyValue | undefined): CookieLifetime {
  const [anonymous, loggedIn] = value?.type === 'tuple' ? value.items : [];
  return [lifetimeElement(anonymous, 0), lifetimeElement(loggedIn, 12)];
}

/** Text stays text. `None` and the like make MoinMoin fail on every request: here NaN, which no reader takes for a time. */
function lifetimeElement(value: PyValue | undefined, fallback: number): LifetimeElement {
  if (value === undefined) return fallback;
  const text = textOf(value);
  if (text !== null) return text;
  return 'value' in value ? Number(value.value) : Number.NaN;
}

export function authMethods(calls: readonly InterpretedCall[] | null): AuthMethod[] {
  return (calls ?? []).map((call) => {
    const given = call.arguments;
    const flag = (name: string): boolean => given[name] !== undefined && isTrue(given[name]);
    if (call.constructorName === 'GivenAuth')
      return {
        name: 'given',
        envVar: textOf(given['env_var']),
        userName: textOf(given['user_name']),
        autocreate: flag('autocreate'),
        stripMaildomain: flag('strip_maildomain'),
        stripWindomain: flag('strip_windomain'),
        titlecase: flag('titlecase'),
        removeBlanks: flag('remove_blanks'),
        coding: textOf(given['coding']),
      };
    if (call.constructorName === 'HTTPAuthMoin')
      return {
        name: 'http',
        autocreate: flag('autocreate'),
        realm: textOf(given['realm']) ?? 'MoinMoin',
        coding: textOf(given['coding']) ?? 'iso-8859-1',
      };
    return { name: 'moin' };
  });
}

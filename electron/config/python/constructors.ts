import type { Argument } from './syntax-tree.ts';
import { bool, bytesOf, computed, none, toPlain, type Value } from './values.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

/** The four constructors that are interpreted, by where they come from (spec/config.md §7.5). */
const signatures: Readonly<Record<string, readonly (readonly [string, Value])[]>> = {
  'MoinMoin.auth.MoinAuth': [],
  'MoinMoin.auth.GivenAuth': [
    ['env_var', none],
    ['user_name', none],
    ['autocreate', bool(false)],
    ['strip_maildomain', bool(false)],
    ['strip_windomain', bool(false)],
    ['titlecase', bool(false)],
    ['remove_blanks', bool(false)],
    ['coding', none],
  ],
  'MoinMoin.auth.http.HTTPAuthMoin': [
    ['autocreate', bool(false)],
    ['realm', bytesOf('MoinMoin')],
    ['coding', bytesOf('iso-8859-1')],
  ],
  'MoinMoin.web.session.FileSessionService': [['cookie_usage', bytesOf('SESSION')]],
};

export function isConstructor(path: string): boolean {
  return Object.hasOwn(signatures, path);
}

/** The call with every argument known by name, or computed when the arguments are not literally known. */
export function constructorCall(
  path: string,
  via: string,
  given: readonly Argument[],
  values: readonly Value[],
): Value {
  const parameters = signatures[path] ?? [];
  const taken = new Map<string, Value>();
  for (const [index, argument] of given.entries()) {
    const value = values[index];
    const name = argument.kind === 'keyword' ? argument.name : (parameters[index]?.[0] ?? null);
    if (value === undefined || name === null || argument.kind.endsWith('star'))
      return computed(sentence('why.callArguments', { name: via }));
    if (taken.has(name) || !parameters.some(([parameter]) => parameter === name) || 'why' in toPlain(value))
      return computed(sentence('why.callArguments', { name: via }));
    taken.set(name, value);
  }
  for (const [name, fallback] of parameters) if (!taken.has(name)) taken.set(name, fallback);
  return { type: 'call', path, via, arguments: taken };
}

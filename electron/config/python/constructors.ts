import type { Argument } from './syntax-tree.ts';
import { bool, bytesOf, computed, none, toPlain, type Value } from './values.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

/** The constructors of login methods and session services that are interpreted (spec/config.md §7.5). */
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

/** Backends of groups and dictionaries, in whichever of MoinMoin's modules they are looked up (spec/parity-policies.md §2). */
const backendPath =
  /^MoinMoin\.datastruct\.(?:backends\.(?:\w+\.)?)?((?:Config|Composite|Wiki)(?:Groups|Dicts)|ConfigLazyGroups)$/;

export function isConstructor(path: string): boolean {
  return Object.hasOwn(signatures, path) || backendPath.test(path);
}

/** The call with every argument known by name, or computed when the arguments are not literally known. */
export function constructorCall(
  path: string,
  via: string,
  given: readonly Argument[],
  values: readonly Value[],
): Value {
  const backend = backendPath.exec(path)?.[1];
  if (backend !== undefined) return backendCall({ path, via, backend }, given, values);
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

/** `Backend(request, …)`; the request is nothing that a reader looks at. */
function backendCall(
  { path, via, backend }: { readonly path: string; readonly via: string; readonly backend: string },
  given: readonly Argument[],
  [request, ...values]: readonly Value[],
): Value {
  const isKnown = (value: Value): boolean =>
    backend.startsWith('Composite') ? value.type === 'call' : 'plain' in toPlain(value);
  const wanted = backend.startsWith('Wiki') ? 0 : 1;
  const fits = backend.startsWith('Composite') || values.length === wanted;
  if (
    request === undefined ||
    !fits ||
    !values.every(isKnown) ||
    given.some(({ kind }) => kind !== 'positional')
  )
    return computed(sentence('why.callArguments', { name: via }));
  return { type: 'call', path, via, arguments: new Map(values.map((value, at) => [String(at), value])) };
}

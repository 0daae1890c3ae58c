import { textOf } from '../../../shared/python-value.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { english } from '../../../shared/texts/english.ts';
import { passlibContextProblem } from '../passlib-context.ts';
import { isTrue } from '../python-truth.ts';
import type { InterpretedCall } from '../reading.ts';
import type { LoadingState } from './loading-state.ts';

/** Step 8. */
export function checkNameLists(loading: LoadingState): void {
  for (const [name, code] of [
    ['superuser', 'superuser-not-list'],
    ['actions_superuser', 'actions-superuser-not-list'],
  ] as const) {
    const value = loading.get(name);
    if (value !== undefined && value.type !== 'list')
      loading.stop(
        code,
        name,
        sentence('config.noList', { option: name }),
        sentence('config.noList.hint', {
          example: `${name} = [${name === 'superuser' ? "u'Name'" : "'action'"}]`,
        }),
      );
  }
}

/** Step 15. */
export function checkAuth(loading: LoadingState): void {
  const names = methodNames(loading);
  if (names === null) return;
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    loading.stop(
      'auth-duplicate-name',
      'auth',
      sentence('config.authTwice', { name: twice }),
      sentence('config.authTwice.hint'),
      twice,
    );
}

/** The names of the login methods; null when `auth` is computed. */
export function methodNames(loading: LoadingState): string[] | null {
  const { value, interpreted } = loading.input.option('auth');
  if (value?.type === 'list' || value?.type === 'tuple') return value.items.length === 0 ? [] : null;
  return interpreted?.map((call) => methodName(call)) ?? null;
}

/** The name under which MoinMoin knows a login method. */
function methodName(call: InterpretedCall): string {
  if (call.constructorName === 'MoinAuth') return 'moin';
  return call.constructorName === 'GivenAuth' ? 'given' : 'http';
}

/** Steps 23 and 24. */
export function checkPasswords(loading: LoadingState): void {
  const scheme = loading.get('password_scheme');
  const name = scheme === undefined ? null : textOf(scheme);
  if (scheme !== undefined && name !== '{PASSLIB}' && name !== '{SSHA}')
    loading.stop(
      'password-scheme',
      'password_scheme',
      sentence('config.passwordScheme', { first: '{PASSLIB}', second: '{SSHA}' }),
      sentence('config.passwordScheme.hint', { text: "'{PASSLIB}'" }),
    );
  const support = loading.get('passlib_support');
  if (support === undefined) return;
  if (!isTrue(support)) {
    if (name === '{PASSLIB}')
      loading.stop(
        'passlib-off-but-scheme',
        'passlib_support',
        sentence('config.passlibOff'),
        sentence('config.passlibOff.hint', { text: "'{SSHA}'" }),
      );
    return;
  }
  const context = loading.get('passlib_crypt_context');
  const wrong = context === undefined ? null : passlibContextProblem(context);
  if (wrong !== null)
    loading.stop(
      'passlib-context',
      'passlib_crypt_context',
      sentence('config.passlib', { reason: wrong }),
      sentence('config.passlib.hint'),
      english(wrong),
    );
}

import { sentence } from '../../../shared/texts/sentence.ts';
import { lifetimeAfterLoading } from '../lifetime.ts';
import { isTrue } from '../python-truth.ts';
import type { LoadingState } from './loading-state.ts';

/** Step 1: the switch that MoinMoin 1.9.11 can't stand. */
export function checkSwitch(loading: LoadingState): void {
  const value = loading.get('config_check_enabled');
  if (value !== undefined && isTrue(value))
    loading.stop(
      'uncaught-TypeError',
      'config_check_enabled',
      sentence('config.checkSwitch'),
      sentence('config.checkSwitch.hint'),
    );
}

/** Step 9. */
export function readOldLifetime(loading: LoadingState): void {
  const value = loading.get('cookie_lifetime');
  if (value === undefined) return;
  const old = loading.input.other('anonymous_session_lifetime');
  const after = lifetimeAfterLoading(value, old === undefined ? undefined : old.value);
  if (after === value) return;
  if (after === null) loading.effective.delete('cookie_lifetime');
  else loading.effective.set('cookie_lifetime', after);
  loading.problems.push(
    loading.problem(
      'warning',
      'legacy-cookie-lifetime',
      'cookie_lifetime',
      sentence('config.legacyLifetime'),
      sentence('config.legacyLifetime.hint'),
    ),
  );
}

import { pyStr, textOf, type PyValue } from '../../../shared/python-value.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { isTrue } from '../python-truth.ts';
import { pythonLiteral } from '../../../shared/python/literal.ts';
import type { LoadingState } from './loading-state.ts';

const secretPurposes = ['action/cache', 'wikiutil/tickets', 'xmlrpc/ProcessMail', 'xmlrpc/RemoteScript'];

/** Step 22. */
export function fillSecrets(loading: LoadingState): void {
  const value = loading.get('secrets');
  if (value === undefined) return;
  if (value.type === 'none') {
    const text = derivedSecret(loading);
    loading.effective.delete('secrets');
    if (text !== null) loading.effective.set('secrets', forEveryPurpose(loading, pyStr(text)));
  } else if (value.type === 'str') {
    if (value.bytes.length < 10)
      loading.stop(
        'secrets-too-short',
        'secrets',
        sentence('config.secretsShort'),
        sentence('config.secretsShort.hint'),
      );
    loading.effective.set('secrets', forEveryPurpose(loading, value));
  } else if (value.type === 'dict') secretTable(loading, value);
  else
    loading.stop(
      'uncaught-TypeError',
      'secrets',
      sentence('config.secretsType', { type: value.type }),
      sentence('config.secretsType.hint'),
    );
}

function purposes(loading: LoadingState): string[] {
  const jabber = loading.get('notification_bot_uri');
  const questions = loading.get('textchas');
  return [
    ...secretPurposes,
    ...(jabber !== undefined && jabber.type !== 'none' ? ['jabberbot'] : []),
    ...(questions !== undefined && isTrue(questions) ? ['security/textcha'] : []),
  ];
}

function forEveryPurpose(loading: LoadingState, secret: PyValue): PyValue {
  return { type: 'dict', entries: purposes(loading).map((purpose) => [pyStr(purpose), secret] as const) };
}

function secretTable(loading: LoadingState, table: Extract<PyValue, { type: 'dict' }>): void {
  for (const purpose of purposes(loading)) {
    const secret = table.entries.find(([key]) => textOf(key) === purpose)?.[1];
    const length =
      secret?.type === 'str'
        ? secret.bytes.length
        : secret?.type === 'unicode'
          ? Array.from(secret.text).length
          : 0;
    if (length < 10)
      loading.stop(
        'secret-missing-or-short',
        'secrets',
        sentence('config.secretMissing', { purpose }),
        sentence('config.secretMissing.hint', { entry: `'${purpose}': '…'` }),
        purpose,
      );
  }
}

/** The text MoinMoin uses when the configuration gives no secret; null when a part of it is not known. */
function derivedSecret(loading: LoadingState): string | null {
  const sources =
    'data_dir data_underlay_dir language_default mail_smarthost mail_from page_front_page theme_default sitename logo_string interwikiname user_homewiki acl_rights_before'.split(
      ' ',
    );
  let text = '';
  for (const name of sources) {
    const value = loading.get(name);
    if (value === undefined) return null;
    if (value.type === 'str' || value.type === 'unicode') text += pythonLiteral(value);
  }
  return text;
}

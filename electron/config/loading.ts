import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { optionCatalogue, optionInfo } from '../../shared/config/option-catalogue.ts';
import { pyBool, pyNone, pyStr, pyUnicode, textOf, type PyValue } from '../../shared/python-value.ts';
import { systemErrorCode } from './disk.ts';
import { lifetimeAfterLoading } from './lifetime.ts';
import { naviBarAfterLoading } from './navi-bar.ts';
import { normalPath } from './python/os-path.ts';
import { represent } from './python/represent.ts';
import { fromPlain } from './python/values.ts';
import { pythonRegex } from './regex/python-regex.ts';
import type { ConfigProblem, DerivedSettings, InterpretedCall, OptionSource } from './reading.ts';
import { passlibContextProblem } from './passlib-context.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';
import { english } from '../../shared/texts/english.ts';

/** An option as written: its value when known, and where it stands. */
export interface RawOption {
  /** Null: computed, or a built-in object. */
  readonly value: PyValue | null;
  readonly interpreted: readonly InterpretedCall[] | null;
  readonly source: OptionSource;
}

export interface LoadingInput {
  readonly siteid: string;
  /** Absolute config folder, which relative paths start from. */
  readonly dir: string;
  readonly option: (name: string) => RawOption;
  /** Old and helper names that loading looks at: `anonymous_session_lifetime`. Undefined: not set. */
  readonly other: (name: string) => RawOption | undefined;
}

export interface LoadingResult {
  /** Values after loading, by option; missing where not known. */
  readonly effective: ReadonlyMap<string, PyValue>;
  readonly problems: readonly ConfigProblem[];
  readonly derived: DerivedSettings;
}

/** Stops loading at the first error, as MoinMoin does. */
class LoadStop extends Error {}

/** Replays what MoinMoin does with the options when it loads a wiki (spec/config.md §5), step by step. */
export function loadOptions(input: LoadingInput): LoadingResult {
  const loading = new Loading(input);
  try {
    loading.run();
  } catch (error) {
    if (!(error instanceof LoadStop)) throw error;
  }
  return { effective: loading.effective, problems: loading.problems, derived: loading.derived() };
}

const secretPurposes = ['action/cache', 'wikiutil/tickets', 'xmlrpc/ProcessMail', 'xmlrpc/RemoteScript'];

class Loading {
  readonly effective = new Map<string, PyValue>();
  readonly problems: ConfigProblem[] = [];
  readonly #input: LoadingInput;

  constructor(input: LoadingInput) {
    this.#input = input;
    for (const { name } of optionCatalogue) {
      const { value } = input.option(name);
      if (value !== null) this.effective.set(name, value);
    }
    this.effective.set('siteid', pyStr(input.siteid));
  }

  run(): void {
    this.#checkSwitch();
    this.#folders();
    this.#decode();
    this.#patterns();
    this.#pages();
    this.#lists();
    this.#lifetime();
    this.#plugins();
    this.#fillIn();
    this.#auth();
    this.#naviBar();
    this.#accessRules();
    this.#prefixes();
    this.#secrets();
    this.#passwords();
  }

  #get(name: string): PyValue | undefined {
    return this.effective.get(name);
  }

  #problem(
    severity: 'error' | 'warning',
    code: string,
    option: string,
    message: Sentence,
    hint: Sentence,
    detail?: string,
  ): ConfigProblem {
    const { file, line } = this.#input.option(option).source;
    return { severity, code, message, hint, file, line, option, ...(detail === undefined ? {} : { detail }) };
  }

  #stop(code: string, option: string, message: Sentence, hint: Sentence, detail?: string): never {
    this.problems.push(this.#problem('error', code, option, message, hint, detail));
    throw new LoadStop();
  }

  /** Step 1: the switch that MoinMoin 1.9.11 can't stand. */
  #checkSwitch(): void {
    const value = this.#get('config_check_enabled');
    if (value !== undefined && isTrue(value))
      this.#stop(
        'uncaught-TypeError',
        'config_check_enabled',
        sentence('config.checkSwitch'),
        sentence('config.checkSwitch.hint'),
      );
  }

  /** Steps 2 to 4. */
  #folders(): void {
    const dataDir = this.#get('data_dir');
    if (dataDir !== undefined) this.effective.set('data_dir', withText(dataDir, normalPath));
    this.#fallbackFolder('user_dir', 'data_dir', 'user');
    this.#fallbackFolder('cache_dir', 'data_dir', 'cache');
    this.#fallbackFolder('plugin_dir', 'data_dir', 'plugin');
    this.#fallbackFolder('session_dir', 'cache_dir', '__session__');
  }

  #fallbackFolder(name: string, parent: string, child: string): void {
    const value = this.#get(name);
    const base = this.#get(parent);
    if (value === undefined || isTrue(value)) return;
    this.effective.delete(name);
    if (base === undefined || textOf(base) === null) return;
    this.effective.set(
      name,
      withText(base, (text) => path.posix.resolve(this.#input.dir, text, child)),
    );
  }

  /** Step 5. */
  #decode(): void {
    for (const { name, decodedFromUtf8 } of optionCatalogue) {
      const value = decodedFromUtf8 ? this.#get(name) : undefined;
      if (value === undefined) continue;
      if (value.type === 'str') this.effective.set(name, this.#decoded(name, value));
      if (value.type === 'list' && value.items.some((item) => item.type === 'str'))
        this.effective.set(name, {
          type: 'list',
          items: value.items.map((item) => this.#decoded(name, item)),
        });
    }
  }

  #decoded(name: string, value: PyValue): PyValue {
    if (value.type !== 'str') return value;
    const text = textOf(value);
    if (text === null)
      this.#stop(
        'not-unicode',
        name,
        sentence('config.notUtf8', { option: name }),
        sentence('config.notUtf8.hint'),
        name,
      );
    return pyUnicode(text);
  }

  /** Step 6. */
  #patterns(): void {
    for (const name of [
      'page_category_regex',
      'page_dict_regex',
      'page_group_regex',
      'page_template_regex',
      'ua_spiders',
    ]) {
      const value = this.#get(name);
      const text = value === undefined || !isTrue(value) ? null : textOf(value);
      const result = text === null ? null : pythonRegex(text);
      if (result === null || result.ok) continue;
      const said = sentence('config.pattern', {
        option: name,
        reason: result.error.message,
        position: result.error.position + 1,
      });
      if (result.error.kind === 'invalid')
        this.#stop('uncaught-error', name, said, sentence('config.pattern.hint'));
      this.problems.push(
        this.#problem('warning', 'pattern-unsupported', name, said, sentence('config.patternSimpler.hint')),
      );
    }
  }

  /** Step 7. */
  #pages(): void {
    for (const name of ['data_dir', 'data_underlay_dir']) {
      const value = this.#get(name);
      const text = value === undefined ? null : textOf(value);
      if (text === null || (text === '' && name === 'data_underlay_dir')) continue;
      const pages = path.resolve(this.#input.dir, text, 'pages');
      if (!isUsableFolder(pages))
        this.#stop(
          'directory-unusable',
          name,
          sentence('config.noPages', { option: name, folder: pages }),
          sentence('config.noPages.hint'),
          `${name} ${text}`,
        );
    }
  }

  /** Step 8. */
  #lists(): void {
    for (const [name, code] of [
      ['superuser', 'superuser-not-list'],
      ['actions_superuser', 'actions-superuser-not-list'],
    ] as const) {
      const value = this.#get(name);
      if (value !== undefined && value.type !== 'list')
        this.#stop(
          code,
          name,
          sentence('config.noList', { option: name }),
          sentence('config.noList.hint', {
            example: `${name} = [${name === 'superuser' ? "u'Name'" : "'action'"}]`,
          }),
        );
    }
  }

  /** Step 9. */
  #lifetime(): void {
    const value = this.#get('cookie_lifetime');
    if (value === undefined) return;
    const old = this.#input.other('anonymous_session_lifetime');
    const after = lifetimeAfterLoading(value, old === undefined ? undefined : old.value);
    if (after === value) return;
    if (after === null) this.effective.delete('cookie_lifetime');
    else this.effective.set('cookie_lifetime', after);
    this.problems.push(
      this.#problem(
        'warning',
        'legacy-cookie-lifetime',
        'cookie_lifetime',
        sentence('config.legacyLifetime'),
        sentence('config.legacyLifetime.hint'),
      ),
    );
  }

  /** Step 10. */
  #plugins(): void {
    const first = this.#get('plugin_dir');
    const more = this.#get('plugin_dirs');
    const folders = [
      ...(first === undefined ? [] : [first]),
      ...(more?.type === 'list' || more?.type === 'tuple' ? more.items : []),
    ];
    for (const [index, folder] of folders.entries()) {
      const text = textOf(folder);
      if (text === null) continue;
      const full = path.resolve(this.#input.dir, text);
      if (isPackage(full)) continue;
      const option = index === 0 && first !== undefined ? 'plugin_dir' : 'plugin_dirs';
      this.#stop(
        'plugin-package',
        option,
        sentence('config.pluginFolder', { folder: full }),
        sentence('config.pluginFolder.hint'),
        full,
      );
    }
  }

  /** Steps 11 to 14 and 17. */
  #fillIn(): void {
    const boxes = this.#get('user_checkbox_defaults');
    const builtIn = optionInfo('user_checkbox_defaults')?.default;
    if (boxes?.type === 'dict' && builtIn?.type === 'dict') {
      const have = new Set(boxes.entries.map(([key]) => textOf(key)));
      const missing = builtIn.entries.filter(([key]) => !have.has(textOf(key)));
      if (missing.length > 0)
        this.effective.set('user_checkbox_defaults', {
          type: 'dict',
          entries: [...boxes.entries, ...missing],
        });
    }
    const language = this.#get('language_default');
    if (language !== undefined) {
      if (textOf(language) === null)
        this.#attributeError('language_default', sentence('config.noText', { option: 'language_default' }));
      this.effective.set(
        'language_default',
        withText(language, (text) => text.toLowerCase()),
      );
    }
    const sitename = this.#get('sitename');
    if (this.#get('logo_string')?.type === 'none') {
      this.effective.delete('logo_string');
      if (sitename !== undefined) this.effective.set('logo_string', sitename);
    }
    this.effective.set('chart_options', pyNone); // the libraries for charts and for Xapian are never there
    this.effective.set('xapian_search', pyBool(false));
  }

  #attributeError(option: string, message: Sentence): never {
    this.#stop('no-config-class-or-attribute', option, message, sentence('config.noText.hint'));
  }

  /** Step 15. */
  #auth(): void {
    const names = this.#methodNames();
    if (names === null) return;
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      this.#stop(
        'auth-duplicate-name',
        'auth',
        sentence('config.authTwice', { name: twice }),
        sentence('config.authTwice.hint'),
        twice,
      );
  }

  #methodNames(): string[] | null {
    const { value, interpreted } = this.#input.option('auth');
    if (value?.type === 'list' || value?.type === 'tuple') return value.items.length === 0 ? [] : null;
    return interpreted?.map((call) => methodName(call)) ?? null;
  }

  /** Step 16. */
  #naviBar(): void {
    const value = this.#get('navi_bar');
    if (value === undefined) return;
    const result = naviBarAfterLoading(
      value,
      (name) => this.#get(name) ?? this.#input.other(name)?.value ?? undefined,
      (name) => optionInfo(name) !== undefined || this.#input.other(name) !== undefined,
    );
    if ('problem' in result)
      this.#stop(
        result.problem,
        'navi_bar',
        sentence('config.naviBar', { reason: result.message }),
        sentence('config.naviBar.hint'),
        english(result.message),
      );
    if (result.value === null) this.effective.delete('navi_bar');
    else this.effective.set('navi_bar', result.value);
  }

  /** Step 20. */
  #accessRules(): void {
    for (const name of ['acl_rights_before', 'acl_rights_default', 'acl_rights_after']) {
      const value = this.#get(name);
      if (value === undefined) continue;
      const text = textOf(value);
      if (text === null)
        this.#attributeError(name, sentence('config.noTextBut', { option: name, type: value.type }));
      if (name === 'acl_rights_default' && text.split(/\s+/).includes('Default'))
        this.#stop(
          'uncaught-RuntimeError',
          name,
          sentence('config.aclDefault'),
          sentence('config.aclDefault.hint'),
        );
    }
  }

  /** Step 21. */
  #prefixes(): void {
    this.#copyPrefix('url_prefix_local', 'url_prefix_static', '');
    this.#copyPrefix('url_prefix_fckeditor', 'url_prefix_local', '/applets/FCKeditor');
    const action = this.#get('url_prefix_action');
    if (action !== undefined && textOf(action) !== null)
      this.effective.set(
        'url_prefix_action',
        withText(action, (text) => (text.endsWith('/') ? text.slice(0, -1) : text)),
      );
  }

  #copyPrefix(name: string, from: string, suffix: string): void {
    const value = this.#get(name);
    const base = this.#get(from);
    if (value?.type !== 'none') return;
    this.effective.delete(name);
    if (base !== undefined && textOf(base) !== null)
      this.effective.set(
        name,
        withText(base, (text) => text + suffix),
      );
  }

  /** Step 22. */
  #secrets(): void {
    const value = this.#get('secrets');
    if (value === undefined) return;
    if (value.type === 'none') {
      const text = this.#derivedSecret();
      this.effective.delete('secrets');
      if (text !== null) this.effective.set('secrets', this.#forEveryPurpose(pyStr(text)));
    } else if (value.type === 'str') {
      if (value.bytes.length < 10)
        this.#stop(
          'secrets-too-short',
          'secrets',
          sentence('config.secretsShort'),
          sentence('config.secretsShort.hint'),
        );
      this.effective.set('secrets', this.#forEveryPurpose(value));
    } else if (value.type === 'dict') this.#secretTable(value);
    else
      this.#stop(
        'uncaught-TypeError',
        'secrets',
        sentence('config.secretsType', { type: value.type }),
        sentence('config.secretsType.hint'),
      );
  }

  #purposes(): string[] {
    const jabber = this.#get('notification_bot_uri');
    const questions = this.#get('textchas');
    return [
      ...secretPurposes,
      ...(jabber !== undefined && jabber.type !== 'none' ? ['jabberbot'] : []),
      ...(questions !== undefined && isTrue(questions) ? ['security/textcha'] : []),
    ];
  }

  #forEveryPurpose(secret: PyValue): PyValue {
    return { type: 'dict', entries: this.#purposes().map((purpose) => [pyStr(purpose), secret] as const) };
  }

  #secretTable(table: Extract<PyValue, { type: 'dict' }>): void {
    for (const purpose of this.#purposes()) {
      const secret = table.entries.find(([key]) => textOf(key) === purpose)?.[1];
      const length =
        secret?.type === 'str'
          ? secret.bytes.length
          : secret?.type === 'unicode'
            ? Array.from(secret.text).length
            : 0;
      if (length < 10)
        this.#stop(
          'secret-missing-or-short',
          'secrets',
          sentence('config.secretMissing', { purpose }),
          sentence('config.secretMissing.hint', { entry: `'${purpose}': '…'` }),
          purpose,
        );
    }
  }

  /** The text MoinMoin uses when the configuration gives no secret; null when a part of it is not known. */
  #derivedSecret(): string | null {
    const sources =
      'data_dir data_underlay_dir language_default mail_smarthost mail_from page_front_page theme_default sitename logo_string interwikiname user_homewiki acl_rights_before'.split(
        ' ',
      );
    let text = '';
    for (const name of sources) {
      const value = this.#get(name);
      if (value === undefined) return null;
      if (value.type === 'str' || value.type === 'unicode') text += represent(fromPlain(value)) ?? '';
    }
    return text;
  }

  /** Steps 23 and 24. */
  #passwords(): void {
    const scheme = this.#get('password_scheme');
    const name = scheme === undefined ? null : textOf(scheme);
    if (scheme !== undefined && name !== '{PASSLIB}' && name !== '{SSHA}')
      this.#stop(
        'password-scheme',
        'password_scheme',
        sentence('config.passwordScheme', { first: '{PASSLIB}', second: '{SSHA}' }),
        sentence('config.passwordScheme.hint', { text: "'{PASSLIB}'" }),
      );
    const support = this.#get('passlib_support');
    if (support === undefined) return;
    if (!isTrue(support)) {
      if (name === '{PASSLIB}')
        this.#stop(
          'passlib-off-but-scheme',
          'passlib_support',
          sentence('config.passlibOff'),
          sentence('config.passlibOff.hint', { text: "'{SSHA}'" }),
        );
      return;
    }
    const context = this.#get('passlib_crypt_context');
    const wrong = context === undefined ? null : passlibContextProblem(context);
    if (wrong !== null)
      this.#stop(
        'passlib-context',
        'passlib_crypt_context',
        sentence('config.passlib', { reason: wrong }),
        sentence('config.passlib.hint'),
        english(wrong),
      );
  }

  derived(): DerivedSettings {
    const names = this.#methodNames();
    const smarthost = this.#get('mail_smarthost');
    const sendmail = this.#get('mail_sendmail');
    const from = this.#get('mail_from');
    const bot = this.#get('notification_bot_uri');
    const mailKnown = smarthost !== undefined && sendmail !== undefined && from !== undefined;
    return {
      authMethods: names,
      authCanLogout: names === null ? null : ['setuid', ...names.filter((name) => name === 'moin')],
      authHaveLogin: names === null ? null : names.includes('moin'),
      mailEnabled: mailKnown ? (smarthost.type !== 'none' || sendmail.type !== 'none') && isTrue(from) : null,
      jabberEnabled: bot === undefined ? null : bot.type !== 'none',
    };
  }
}

/** The name under which MoinMoin knows a login method. */
export function methodName(call: InterpretedCall): string {
  if (call.constructorName === 'MoinAuth') return 'moin';
  return call.constructorName === 'GivenAuth' ? 'given' : 'http';
}

/** Python's truth of plain data. */
export function isTrue(value: PyValue): boolean {
  switch (value.type) {
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'long':
      return value.value !== 0n;
    case 'float':
      return value.value !== 0;
    case 'str':
      return value.bytes.length > 0;
    case 'unicode':
      return value.text !== '';
    case 'dict':
      return value.entries.length > 0;
    default:
      return value.items.length > 0;
  }
}

/** The same kind of string with another text. */
function withText(value: PyValue, change: (text: string) => string): PyValue {
  const text = textOf(value);
  if (text === null) return value;
  return value.type === 'unicode' ? pyUnicode(change(text)) : pyStr(change(text));
}

function isUsableFolder(folder: string): boolean {
  try {
    if (!statSync(folder).isDirectory()) return false;
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return false;
  }
}

/** Whether Python could import it: a folder with `__init__`, or a module file of that name. */
function isPackage(folder: string): boolean {
  return ['/__init__.py', '/__init__.pyc', '.py', '.pyc'].some((ending) => existsSync(folder + ending));
}

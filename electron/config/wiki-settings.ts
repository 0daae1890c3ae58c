import type { Compatibility, SessionSettings } from '../../shared/session/session-settings.ts';
import type { PyValue } from '../../shared/python-value.ts';

/**
 * Everything the product obeys of one wiki's configuration, after load-time changes (spec/config.md §5).
 *
 * Texts are decoded, directories absolute. Options that nothing in Croft obeys stay in `otherOptions`.
 */
export interface WikiSettings {
  readonly siteid: string;
  /** The folder that holds the configuration files; relative paths start here. */
  readonly configDir: string;

  readonly dataDir: string;
  readonly dataUnderlayDir: string | null;
  readonly cacheDir: string;
  readonly sessionDir: string;
  readonly userDir: string;
  readonly pluginDir: string;
  readonly pluginDirs: readonly string[];
  readonly sharedIntermap: readonly string[];

  readonly session: SessionSettings;
  readonly compatibility: Compatibility;
  readonly auth: readonly AuthMethod[];
  readonly authMethodsTrusted: readonly string[];
  readonly superuser: readonly string[];
  readonly desktopEdition: boolean;
  readonly secrets: WikiSecrets;

  readonly actionsSuperuser: readonly string[];
  readonly actionsExcluded: readonly string[];
  readonly passwordScheme: '{PASSLIB}' | '{SSHA}';
  readonly passlibSupport: boolean;
  /** Rounds for new sha512_crypt hashes. */
  readonly passlibRounds: number;
  /** False only when the configuration says None. */
  readonly checkPasswords: boolean;
  readonly recoveryTokenLifetimeHours: number;
  readonly userprefsDisabled: readonly string[];
  readonly userEmailUnique: boolean;
  readonly userJidUnique: boolean;
  readonly userHomewiki: string;
  readonly userCheckboxDefaults: ReadonlyMap<string, number>;
  readonly userCheckboxDisable: readonly string[];
  readonly userCheckboxRemove: readonly string[];
  readonly userFormDefaults: ReadonlyMap<string, string>;
  readonly userFormDisable: readonly string[];
  readonly userFormRemove: readonly string[];
  readonly quicklinksDefault: readonly string[];
  readonly subscribedPagesDefault: readonly string[];
  readonly tzOffsetHours: number;

  /** Where groups are looked for, in this order; the first that knows a name decides alone (spec/parity-policies.md §2). */
  readonly groups: readonly GroupSource[];
  readonly dicts: readonly DictionarySource[];
  /** What judges besides the access rules (spec/parity-policies.md §1). */
  readonly policy: 'access-rules' | 'antispam' | 'autoadmin';

  readonly aclHierarchic: boolean;
  readonly aclRightsBefore: string;
  readonly aclRightsDefault: string;
  readonly aclRightsAfter: string;
  readonly aclRightsValid: readonly string[];

  readonly sitename: string;
  readonly interwikiname: string | null;
  readonly logoString: string;
  readonly htmlPagetitle: string | null;
  readonly htmlHead: string;
  readonly naviBar: readonly string[];
  readonly editBar: readonly string[];
  readonly themeDefault: string;
  readonly stylesheets: readonly (readonly [media: string, href: string])[];
  readonly pageFrontPage: string;
  readonly pageCategoryRegex: string;
  readonly pageDictRegex: string;
  readonly pageGroupRegex: string;
  readonly pageTemplateRegex: string;
  readonly pageHeader1: string;
  readonly pageHeader2: string;
  readonly pageFooter1: string;
  readonly pageFooter2: string;
  readonly pageCredits: readonly string[] | null;
  readonly pageLicenseEnabled: boolean;
  readonly pageLicensePage: string;
  readonly languageDefault: string;
  readonly languageIgnoreBrowser: boolean;
  readonly dateFmt: string;
  readonly datetimeFmt: string;
  readonly changedTimeFmt: string;
  readonly showHosts: boolean;
  readonly showInterwiki: boolean;
  readonly showSectionNumbers: boolean;
  readonly showTimings: boolean;
  readonly showVersion: boolean;
  readonly showRenameRedirect: boolean;
  readonly historyCount: readonly number[];
  readonly historyPaging: boolean;
  readonly bangMeta: boolean;
  readonly defaultMarkup: string;
  readonly supplementationPage: boolean;
  readonly supplementationPageName: string;
  readonly supplementationPageTemplate: string;

  readonly editLocking: { readonly mode: 'warn' | 'lock'; readonly minutes: number } | null;
  readonly editTicketing: boolean;
  readonly editRows: number;
  readonly commentRequired: boolean;

  readonly urlPrefixStatic: string;
  readonly urlPrefixAction: string | null;
  readonly mimetypesXssProtect: readonly string[];
  readonly mimetypesEmbed: readonly string[];
  readonly hostsDeny: readonly string[];
  /** Action → [requests, seconds]; null = off. */
  readonly surgeActionLimits: ReadonlyMap<string, readonly [number, number]> | null;
  readonly surgeLockoutTimeSeconds: number;
  readonly uaSpiders: string | null;
  /** Language → question → pattern of its answers; null = nobody is asked. */
  readonly textchas: ReadonlyMap<string, ReadonlyMap<string, string>> | null;
  /** Group page whose members are not asked. */
  readonly textchasDisabledGroup: string | null;
  readonly textchasExpirySeconds: number;
  readonly logRemoteAddr: boolean;
  readonly logEventsFormat: number;
  readonly refresh: readonly [minimumSeconds: number, targets: 'internal' | 'external'] | null;
  readonly xmlrpcOverwriteUser: boolean;
  readonly searchResultsPerPage: number;
  readonly searchMacroHighlightTitles: boolean;
  readonly searchMacroHighlightPages: boolean;
  readonly rssItemsDefault: number;
  readonly rssItemsLimit: number;
  readonly mail: MailSettings | null;
  readonly unzipSingleFileSizeBytes: number;
  readonly unzipAttachmentsSpaceBytes: number;
  readonly unzipAttachmentsCount: number;

  /** Effective values of every other known option, by MoinMoin's name. */
  readonly otherOptions: ReadonlyMap<string, PyValue>;
}

/** `resolved`: members that are groups stand for their members; a lazy backend does not look into them. */
export type GroupSource =
  | { readonly kind: 'pages' }
  | {
      readonly kind: 'configured';
      readonly groups: ReadonlyMap<string, readonly string[]>;
      readonly resolved: boolean;
    };

export type DictionarySource =
  | { readonly kind: 'pages' }
  | {
      readonly kind: 'configured';
      readonly dictionaries: ReadonlyMap<string, ReadonlyMap<string, string>>;
    };

export type AuthMethod =
  | { readonly name: 'moin' }
  | {
      readonly name: 'given';
      readonly envVar: string | null;
      readonly userName: string | null;
      readonly autocreate: boolean;
      readonly stripMaildomain: boolean;
      readonly stripWindomain: boolean;
      readonly titlecase: boolean;
      readonly removeBlanks: boolean;
      readonly coding: string | null;
    }
  | { readonly name: 'http'; readonly autocreate: boolean; readonly realm: string; readonly coding: string };

export interface MailSettings {
  readonly from: string;
  readonly smarthost: string | null;
  readonly login: string | null;
  readonly sendmail: string | null;
  /** The farm's own words for notifications, by the rest of the option's name: `page_changed_subject`, `page_text` … */
  readonly patterns: ReadonlyMap<string, string>;
}

/** Secret bytes by purpose, e.g. `wikiutil/tickets` (spec/config.md §5 step 22). */
export interface WikiSecrets {
  forPurpose(purpose: string): Uint8Array;
  /** True when the configuration gives none and MoinMoin's derived text is used. */
  readonly derived: boolean;
}

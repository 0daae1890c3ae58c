import type { WikiSettings } from '../config/wiki-settings.ts';
import { optionInfo } from '../../shared/config/option-catalogue.ts';
import { textOf } from '../../shared/python-value.ts';
import { listOfTexts } from '../config/option-values.ts';
import type { ProfileAttributes, ProfileValue } from './profile-codec.ts';

/** What a wiki's configuration contributes to its profiles. */
export interface ProfileDefaults {
  readonly attributes: ProfileAttributes;
  /** Keys whose text becomes an integer on reading. */
  readonly checkboxes: ReadonlySet<string>;
  /** Checkboxes that the configuration locks: what a file says does not count. */
  readonly lockedCheckboxes: ReadonlySet<string>;
}

const builtinCheckboxes: readonly (readonly [string, ProfileValue])[] = [
  ['disabled', 0],
  ['edit_on_doubleclick', 1],
  ['mailto_author', 0],
  ['remember_last_visit', 0],
  ['remember_me', 1],
  ['show_comments', 0],
  ['show_fancy_diff', 1],
  // A boolean in the reference's table, and therefore `False` in files that were never read back.
  ['show_nonexist_qm', false],
  ['show_page_trail', 1],
  ['show_toolbar', 1],
  ['show_topbottom', 0],
  ['wikiname_add_spaces', 0],
];

export type ProfileSettings = Pick<
  WikiSettings,
  | 'userCheckboxDefaults'
  | 'userCheckboxDisable'
  | 'userFormDefaults'
  | 'quicklinksDefault'
  | 'subscribedPagesDefault'
  | 'tzOffsetHours'
  | 'themeDefault'
  | 'otherOptions'
>;

/** The defaults of §2.3 for one wiki. */
export function profileDefaults(settings: ProfileSettings): ProfileDefaults {
  const attributes = new Map<string, ProfileValue>(builtinCheckboxes);
  for (const [key, value] of settings.userCheckboxDefaults) {
    // `False` of the built-in table and an explicit 0 mean the same; only the former is written as a word.
    if (Number(attributes.get(key) ?? -1) !== value) attributes.set(key, value);
  }
  const checkboxes = new Set(attributes.keys());
  const texts = [
    ...['name', 'aliasname', 'email', 'jid', 'css_url', 'recoverpass_key', 'date_fmt', 'datetime_fmt'],
    ...['language', 'real_language'],
  ];
  for (const key of texts) attributes.set(key, '');
  attributes.set('edit_rows', '20');
  for (const [key, value] of settings.userFormDefaults) attributes.set(key, value);
  attributes.set('theme_name', settings.themeDefault);
  attributes.set('editor_default', optionText(settings, 'editor_default') ?? 'text');
  attributes.set('editor_ui', optionText(settings, 'editor_ui') ?? 'theonepreferred');
  attributes.set('tz_offset', Math.trunc(settings.tzOffsetHours * 3600));
  attributes.set('quicklinks', settings.quicklinksDefault);
  attributes.set('subscribed_pages', settings.subscribedPagesDefault);
  attributes.set('email_subscribed_events', optionTexts(settings, 'email_subscribed_events_default'));
  attributes.set('jabber_subscribed_events', []);
  attributes.set('bookmarks', new Map());
  // Locking `disabled` would switch every disabled account on again: that one always counts.
  const locked = settings.userCheckboxDisable.filter((key) => key !== 'disabled');
  return {
    attributes,
    checkboxes,
    lockedCheckboxes: new Set(locked),
  };
}

const optionTexts = (settings: ProfileSettings, option: string): readonly string[] =>
  listOfTexts(settings.otherOptions.get(option) ?? optionInfo(option)?.default ?? undefined);

function optionText(settings: ProfileSettings, option: string): string | null {
  const value = settings.otherOptions.get(option);
  return value === undefined ? null : textOf(value);
}

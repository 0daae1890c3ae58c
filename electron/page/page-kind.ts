import { pythonRegex } from '../config/regex/python-regex.ts';
import { isSystemPageName } from './system-page-names.ts';
import type { PageSettings } from './page-types.ts';

/** What the name of a page makes it (spec/storage.md §2.3). */
export interface PageKinds {
  readonly isGroup: (name: string) => boolean;
  readonly isDictionary: (name: string) => boolean;
  readonly isCategory: (name: string) => boolean;
  readonly isTemplate: (name: string) => boolean;
  /** The names that came with MoinMoin, and every template. */
  readonly isSystem: (name: string) => boolean;
}

type KindSettings = Pick<
  PageSettings,
  'compatibility' | 'pageGroupRegex' | 'pageDictRegex' | 'pageCategoryRegex' | 'pageTemplateRegex'
>;

/** A pattern that can't be used matches nothing: the wiki works, that kind of page is just not special. */
export function pageKinds(settings: KindSettings, log: (line: string) => void = () => undefined): PageKinds {
  const matcher = (option: string, pattern: string): ((name: string) => boolean) => {
    const unusable = (why: string): void => log(`page: the pattern of ${option} can't be used: ${why}`);
    const regex = pythonRegex(pattern, {
      flags: 'u',
      whole: true,
      onGiveUp: () => unusable('it takes too long for a name'),
    });
    if (!regex.ok) unusable(regex.error.message);
    return (name) => regex.ok && regex.value.test(name);
  };
  const isTemplate = matcher('page_template_regex', settings.pageTemplateRegex);
  return {
    isGroup: matcher('page_group_regex', settings.pageGroupRegex),
    isDictionary: matcher('page_dict_regex', settings.pageDictRegex),
    isCategory: matcher('page_category_regex', settings.pageCategoryRegex),
    isTemplate,
    isSystem: (name) => isSystemPageName(name, settings.compatibility) || isTemplate(name),
  };
}

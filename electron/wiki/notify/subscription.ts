import { pythonRegex } from '../../config/regex/python-regex.ts';

/**
 * Whether one of somebody's subscriptions names one of these: as it is, or as a regular expression for the whole name.
 * What is no pattern counts only as a name.
 */
export const isSubscribed = (subscriptions: readonly string[], names: readonly string[]): boolean =>
  subscriptions.some((subscription) => {
    if (names.includes(subscription)) return true;
    const pattern = pythonRegex(subscription, { whole: true });
    return pattern.ok && names.some((name) => pattern.value.test(name));
  });

/** What a page is called in profiles: by its name, and in those that several wikis share by `Wiki:Name`. */
export const subscribableNames = (
  names: readonly string[],
  interwikiName: string | null,
): readonly string[] =>
  interwikiName === null ? names : [...names, ...names.map((name) => `${interwikiName}:${name}`)];

import type { common as english } from '../en/common.ts';

export const common: Readonly<Record<keyof typeof english, string>> = {
  'common.about': '{subject}: {said}',
  'common.withHint': '{said} {hint}',
};

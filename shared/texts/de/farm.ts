import type { farm as english } from '../en/farm.ts';

export const farm: Readonly<Record<keyof typeof english, string>> = {
  'farm.substitutePort': '{refusal} Solange antwortet die Farm auf Port {port}.',
};

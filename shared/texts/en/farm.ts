/** The farm host: opening, listening, starting wikis. */
export const farm = {
  'farm.substitutePort': '{refusal} The farm answers on port {port} meanwhile.',
} as const;

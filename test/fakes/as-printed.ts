import { inEnglish } from '../../shared/texts/english.ts';

/** A value as the command line would print it: every sentence in it is English text. */
export const asPrinted = (value: unknown): unknown => JSON.parse(JSON.stringify(value, inEnglish));

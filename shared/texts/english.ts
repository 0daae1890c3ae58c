import { en } from './en.ts';
import { isSentence } from './sentence.ts';
import { makeSpeaker } from './speaker.ts';

/** What the command line, its JSON and the logs say. */
export const english = makeSpeaker('en', en);

/** For `JSON.stringify`: sentences become text. */
export const inEnglish = (_key: string, value: unknown): unknown =>
  isSentence(value) ? english(value) : value;

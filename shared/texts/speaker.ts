import { IntlMessageFormat } from 'intl-messageformat';
import type { Sentence, SentenceId, SentenceValue, Spoken } from './sentence.ts';

export type Catalogue = Readonly<Record<SentenceId, string>>;

/** Puts what is said into words. */
export type Speaker = (said: Spoken) => string;

/** Speaks one language; a message is parsed when it is first needed. */
export function makeSpeaker(language: string, catalogue: Catalogue): Speaker {
  const formats = new Map<SentenceId, IntlMessageFormat>();

  const formatOf = (id: SentenceId): IntlMessageFormat => {
    const known = formats.get(id);
    if (known) return known;
    const made = new IntlMessageFormat(catalogue[id], language, undefined, { ignoreTag: true });
    formats.set(id, made);
    return made;
  };

  const inWords = (value: SentenceValue): string | number => {
    if (typeof value === 'string' || typeof value === 'number') return value;
    return 'sentence' in value ? say(value) : value.map(inWords).join(', ');
  };

  const say = ({ sentence, values = {} }: Sentence): string =>
    String(
      formatOf(sentence).format(
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inWords(value)])),
      ),
    );

  return (said) => (typeof said === 'string' ? said : say(said));
}

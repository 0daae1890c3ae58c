const isUpper = (character: string): boolean => character !== character.toLowerCase();

/** First and last word of a CamelCase name; empty where there is none. */
function outerWords(name: string): { readonly first: string; readonly last: string } {
  const words = name.match(/\p{Lu}[^\p{Lu}\s/]+/gu) ?? [];
  const [first = ''] = words;
  const last = words[words.length - 1] ?? '';
  return {
    first: name.startsWith(first) ? first : '',
    last: words.length > 1 && name.endsWith(last) && isUpper(last.charAt(0)) ? last : '',
  };
}

/** Names like this one: sub pages, then those with the same first word, last word, or both; groups that are empty are left out. */
export function likePagesOf(name: string, names: readonly string[]): readonly (readonly string[])[] {
  const others = names.filter((other) => other !== name);
  const { first, last } = outerWords(name);
  const subPages = others.filter((other) => other.startsWith(`${name}/`));
  const rest = others.filter((other) => !other.startsWith(`${name}/`));
  const starts = (other: string): boolean => first !== '' && other.startsWith(first);
  const ends = (other: string): boolean => last !== '' && other.endsWith(last);
  return [
    subPages,
    rest.filter((other) => starts(other) && ends(other)),
    rest.filter((other) => starts(other) && !ends(other)),
    rest.filter((other) => ends(other) && !starts(other)),
  ].filter((group) => group.length > 0);
}

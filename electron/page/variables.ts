/** What `@SIG@` and its like stand for (spec/storage.md §4). */
export interface VariableValues {
  /** Account name; empty for anonymous. */
  readonly userName: string;
  /** Markup that names the person: `[[Alice]]`, `BobExample`, `Wiki:Name`; host or address for a visitor. */
  readonly signature: string;
  readonly isLoggedIn: boolean;
  /** Empty when the account has none. */
  readonly email: string;
  /** Seconds east of UTC from the person's preferences; 0 gives the stamp in UTC. */
  readonly utcOffsetSeconds: number;
  /** Entries of the page `<User>/MyDict`. */
  readonly dictionary: ReadonlyMap<string, string>;
}

/** Replaces the variables everywhere in the text, code blocks included. */
export function replaceVariables(
  text: string,
  page: string,
  values: VariableValues,
  nowMicroseconds: number,
): string {
  if (!text.includes('@')) return text;
  const stamp = timeStamp(nowMicroseconds, values.utcOffsetSeconds);
  const signature = values.signature;
  const replacements: [name: string, value: string][] = [
    ['PAGE', page],
    ['TIMESTAMP', stamp],
    ['TIME', `<<DateTime(${stamp})>>`],
    ['DATE', `<<Date(${stamp})>>`],
    ['ME', values.userName],
    ['USERNAME', signature],
    ['USER', `-- ${signature}`],
    ['SIG', `-- ${signature} <<DateTime(${stamp})>>`],
    ['EMAIL', `<<MailTo(${disguise(values.email)})>>`],
  ];
  if (values.isLoggedIn && values.email !== '') replacements.push(['MAILTO', `<<MailTo(${values.email})>>`]);
  replacements.push(...values.dictionary);
  let result = text;
  for (const [name, value] of replacements) result = result.replaceAll(`@${name}@`, () => value);
  return result;
}

/** An address that harvesting programs don't recognise: `alice AT lab DOT test`. */
const disguise = (email: string): string => email.replaceAll('@', ' AT ').replaceAll('.', ' DOT ');

/** `2017-07-15T11:40:00Z`, or local time with `±HHMM` when there is an offset. */
function timeStamp(microseconds: number, utcOffsetSeconds: number): string {
  const seconds = Math.floor(microseconds / 1e6) + utcOffsetSeconds;
  const local = new Date(seconds * 1000).toISOString().slice(0, 19);
  if (utcOffsetSeconds === 0) return `${local}Z`;
  const minutes = Math.abs(Math.trunc(utcOffsetSeconds / 60));
  const zone = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join('');
  return `${local}${utcOffsetSeconds < 0 ? '-' : '+'}${zone}`;
}

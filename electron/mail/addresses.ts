/**
 * Whether a text is one plain mail address, `local@domain`. An account's address is what its owner typed: lists, names
 * and comments, which a mail library would read as several recipients, are no address here.
 */
export const isMailAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/.test(text) && !text.startsWith('-');

export interface SmartHost {
  readonly host: string;
  readonly port: number;
}

/** `host`, `host:port` or `[v6]:port`; the mail port when none is given. Null: no such address. */
export function parseSmartHost(text: string): SmartHost | null {
  const parts = /^\s*(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]]+))(?::(\d{1,5}))?\s*$/.exec(text);
  const host = parts?.[1] ?? parts?.[2];
  const port = Number(parts?.[3] ?? 25);
  return host === undefined || port < 1 || port > 65_535 ? null : { host, port };
}

export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

/** `name password`, separated by the first blank; the password may hold more. */
export function parseMailLogin(text: string): { readonly user: string; readonly password: string } | null {
  const parts = /^\s*(\S+)\s+(\S(?:.*\S)?)\s*$/s.exec(text);
  return parts === null ? null : { user: parts[1] ?? '', password: parts[2] ?? '' };
}

/** A command line as words: blanks separate, single and double quotes hold together. There is no shell behind it. */
export function commandWords(line: string): readonly string[] {
  return Array.from(line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g), ([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );
}

/** What a Host header, an Origin or the target of a CONNECT names. */
export interface Host {
  /** In lower case; an IPv6 address in its brackets. */
  readonly name: string;
  readonly port: number | null;
}

const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const grammar = new RegExp(`^(${label}(?:\\.${label})*|\\[[0-9a-f:.]{2,45}\\])(?::(\\d{0,5}))?$`);

/**
 * Reads `name`, `name:port`, `1.2.3.4:port` or `[v6]:port` (RFC 3986, 3.2.2: letters, digits, `.` and `-` only); null for
 * anything else, so that nothing that is no host gets into an address or a comparison of names.
 */
export function parseHost(text: string): Host | null {
  if (text.length > 262) return null; // 253 of a name and a port
  const [, name, digits] = grammar.exec(text.toLowerCase()) ?? [];
  if (name === undefined) return null;
  const port = digits === undefined || digits === '' ? null : Number(digits);
  return port !== null && (port < 1 || port > 65_535) ? null : { name, port };
}

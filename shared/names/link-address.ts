/** URL schemes that make links (spec/markup.md §5.4). */
export const urlSchemes: ReadonlySet<string> = new Set(
  'http https ftp file mailto nntp news ssh telnet irc ircs xmpp mumble webcal ed2k apt rootz gopher notes rtp rtsp rtcp tel'.split(
    ' ',
  ),
);

/**
 * Whether an address that somebody else wrote (a page, an interwiki map) may be a link: relative, or with a scheme that
 * makes links in pages. Everything else (`javascript:`, `data:`, …) is text. Blanks and control characters, which browsers
 * pass over, hide no scheme.
 */
export function mayBeLink(address: string): boolean {
  const read = Array.from(address, (character) =>
    character <= ' ' || character === '\u007F' ? '' : character,
  ).join('');
  const scheme = /^([^/?#]*?):/.exec(read)?.[1];
  return scheme === undefined || urlSchemes.has(scheme.toLowerCase());
}

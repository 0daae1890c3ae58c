/**
 * A text for a header value inside quotes: UTF-8 bytes as one character each, the way Node takes them, without what
 * could end the value.
 */
export const headerText = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters would end the header
  Buffer.from(text.replace(/[\u0000-\u001f\u007f"\\]/g, '_'), 'utf8').toString('latin1');

/** As HTTP headers want it, e.g. `Thu, 16 Mar 2023 12:00:00 GMT`. */
export const httpDate = (seconds: number): string => new Date(Math.floor(seconds) * 1000).toUTCString();

/**
 * Internationalised host names as Python 2 converts them (RFC 3490: IDNA of 2003), for `cookie_domain`.
 *
 * Browsers follow a later standard that differs for a few letters (`ß`), so the page's own URL parser would not do.
 */
export function toAsciiDomain(domain: string): string {
  return domain
    .split(/[.\u3002\uff0e\uff61]/)
    .map((label) => (isAscii(label) ? label : asciiLabel(label)))
    .join('.');
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

function asciiLabel(label: string): string {
  const prepared = label
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
  return isAscii(prepared) ? prepared : `xn--${punycode(prepared)}`;
}

const base = 36;
const threshold = { least: 1, most: 26, skew: 38, damp: 700 };

/** RFC 3492 §6.3. */
function punycode(label: string): string {
  const points = Array.from(label, (character) => character.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < 0x80);
  let output = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '');
  let handled = basic.length;
  let [next, delta, bias] = [0x80, 0, 72];
  while (handled < points.length) {
    const smallest = Math.min(...points.filter((point) => point >= next));
    delta += (smallest - next) * (handled + 1);
    next = smallest;
    for (const point of points) {
      if (point < next) delta += 1;
      if (point !== next) continue;
      output += variableLength(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    next += 1;
  }
  return output;
}

function variableLength(delta: number, bias: number): string {
  let text = '';
  let rest = delta;
  for (let position = base; ; position += base) {
    const limit = Math.min(Math.max(position - bias, threshold.least), threshold.most);
    if (rest < limit) return text + digit(rest);
    text += digit(limit + ((rest - limit) % (base - limit)));
    rest = Math.floor((rest - limit) / (base - limit));
  }
}

function digit(value: number): string {
  return 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(value);
}

function adapt(delta: number, handled: number, first: boolean): number {
  let rest = first ? Math.floor(delta / threshold.damp) : Math.floor(delta / 2);
  rest += Math.floor(rest / handled);
  let position = 0;
  while (rest > ((base - threshold.least) * threshold.most) / 2) {
    rest = Math.floor(rest / (base - threshold.least));
    position += base;
  }
  return position + Math.floor(((base - threshold.least + 1) * rest) / (rest + threshold.skew));
}

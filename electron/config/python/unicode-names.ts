/**
 * Characters by their Unicode name, for `\N{…}` (spec/config.md §7.1).
 *
 * Node has no table of names. Letters with marks are put together by their parts, the rest is a list of what people
 * write in site names; any other name stays unknown, and the option is shown as computed.
 */
const single: Readonly<Record<string, number>> = {
  'NO-BREAK SPACE': 0xa0,
  'INVERTED EXCLAMATION MARK': 0xa1,
  'CENT SIGN': 0xa2,
  'POUND SIGN': 0xa3,
  'CURRENCY SIGN': 0xa4,
  'YEN SIGN': 0xa5,
  'BROKEN BAR': 0xa6,
  'SECTION SIGN': 0xa7,
  DIAERESIS: 0xa8,
  'COPYRIGHT SIGN': 0xa9,
  'FEMININE ORDINAL INDICATOR': 0xaa,
  'LEFT-POINTING DOUBLE ANGLE QUOTATION MARK': 0xab,
  'NOT SIGN': 0xac,
  'SOFT HYPHEN': 0xad,
  'REGISTERED SIGN': 0xae,
  MACRON: 0xaf,
  'DEGREE SIGN': 0xb0,
  'PLUS-MINUS SIGN': 0xb1,
  'SUPERSCRIPT TWO': 0xb2,
  'SUPERSCRIPT THREE': 0xb3,
  'ACUTE ACCENT': 0xb4,
  'MICRO SIGN': 0xb5,
  'PILCROW SIGN': 0xb6,
  'MIDDLE DOT': 0xb7,
  CEDILLA: 0xb8,
  'SUPERSCRIPT ONE': 0xb9,
  'MASCULINE ORDINAL INDICATOR': 0xba,
  'RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK': 0xbb,
  'VULGAR FRACTION ONE QUARTER': 0xbc,
  'VULGAR FRACTION ONE HALF': 0xbd,
  'VULGAR FRACTION THREE QUARTERS': 0xbe,
  'INVERTED QUESTION MARK': 0xbf,
  'MULTIPLICATION SIGN': 0xd7,
  'DIVISION SIGN': 0xf7,
  'LATIN CAPITAL LETTER AE': 0xc6,
  'LATIN SMALL LETTER AE': 0xe6,
  'LATIN CAPITAL LETTER ETH': 0xd0,
  'LATIN SMALL LETTER ETH': 0xf0,
  'LATIN CAPITAL LETTER THORN': 0xde,
  'LATIN SMALL LETTER THORN': 0xfe,
  'LATIN SMALL LETTER SHARP S': 0xdf,
  'LATIN CAPITAL LETTER SHARP S': 0x1e9e,
  'LATIN CAPITAL LETTER O WITH STROKE': 0xd8,
  'LATIN SMALL LETTER O WITH STROKE': 0xf8,
  'LATIN CAPITAL LETTER L WITH STROKE': 0x141,
  'LATIN SMALL LETTER L WITH STROKE': 0x142,
  'LATIN CAPITAL LETTER D WITH STROKE': 0x110,
  'LATIN SMALL LETTER D WITH STROKE': 0x111,
  'LATIN CAPITAL LIGATURE OE': 0x152,
  'LATIN SMALL LIGATURE OE': 0x153,
  'LATIN SMALL LETTER DOTLESS I': 0x131,
  'EN DASH': 0x2013,
  'EM DASH': 0x2014,
  'LEFT SINGLE QUOTATION MARK': 0x2018,
  'RIGHT SINGLE QUOTATION MARK': 0x2019,
  'SINGLE LOW-9 QUOTATION MARK': 0x201a,
  'LEFT DOUBLE QUOTATION MARK': 0x201c,
  'RIGHT DOUBLE QUOTATION MARK': 0x201d,
  'DOUBLE LOW-9 QUOTATION MARK': 0x201e,
  DAGGER: 0x2020,
  BULLET: 0x2022,
  'HORIZONTAL ELLIPSIS': 0x2026,
  'PER MILLE SIGN': 0x2030,
  'EURO SIGN': 0x20ac,
  'TRADE MARK SIGN': 0x2122,
  'LEFTWARDS ARROW': 0x2190,
  'UPWARDS ARROW': 0x2191,
  'RIGHTWARDS ARROW': 0x2192,
  'DOWNWARDS ARROW': 0x2193,
  'LEFT RIGHT ARROW': 0x2194,
  INFINITY: 0x221e,
  'NOT EQUAL TO': 0x2260,
  'LESS-THAN OR EQUAL TO': 0x2264,
  'GREATER-THAN OR EQUAL TO': 0x2265,
  'MINUS SIGN': 0x2212,
  'BLACK STAR': 0x2605,
  'WHITE STAR': 0x2606,
  SNOWMAN: 0x2603,
  UMBRELLA: 0x2602,
  CLOUD: 0x2601,
  'BLACK SUN WITH RAYS': 0x2600,
  COMET: 0x2604,
  'CHECK MARK': 0x2713,
  'HEAVY CHECK MARK': 0x2714,
  'BALLOT X': 0x2717,
  'WHITE SMILING FACE': 0x263a,
  'WHITE FROWNING FACE': 0x2639,
  'BLACK HEART SUIT': 0x2665,
  'WHITE HEART SUIT': 0x2661,
  'BLACK CHESS PAWN': 0x265f,
  'WARNING SIGN': 0x26a0,
  'HEAVY BLACK HEART': 0x2764,
  'EIGHTH NOTE': 0x266a,
  'SKULL AND CROSSBONES': 0x2620,
  'ZERO WIDTH SPACE': 0x200b,
  'ZERO WIDTH NON-JOINER': 0x200c,
  'ZERO WIDTH JOINER': 0x200d,
  'LEFT-TO-RIGHT MARK': 0x200e,
  'RIGHT-TO-LEFT MARK': 0x200f,
  'NARROW NO-BREAK SPACE': 0x202f,
  'THIN SPACE': 0x2009,
  SPACE: 0x20,
  'QUOTATION MARK': 0x22,
  APOSTROPHE: 0x27,
  'REVERSE SOLIDUS': 0x5c,
  SOLIDUS: 0x2f,
  'PERCENT SIGN': 0x25,
  AMPERSAND: 0x26,
  'LESS-THAN SIGN': 0x3c,
  'GREATER-THAN SIGN': 0x3e,
  'HYPHEN-MINUS': 0x2d,
  'FULL STOP': 0x2e,
  COMMA: 0x2c,
  COLON: 0x3a,
  'NUMBER SIGN': 0x23,
  'COMMERCIAL AT': 0x40,
};

const marks: Readonly<Record<string, string>> = {
  GRAVE: '\u0300',
  ACUTE: '\u0301',
  CIRCUMFLEX: '\u0302',
  TILDE: '\u0303',
  MACRON: '\u0304',
  BREVE: '\u0306',
  'DOT ABOVE': '\u0307',
  DIAERESIS: '\u0308',
  'HOOK ABOVE': '\u0309',
  'RING ABOVE': '\u030a',
  'DOUBLE ACUTE': '\u030b',
  CARON: '\u030c',
  'COMMA BELOW': '\u0326',
  'DOT BELOW': '\u0323',
  CEDILLA: '\u0327',
  OGONEK: '\u0328',
  HORN: '\u031b',
  TONOS: '\u0301',
  DIALYTIKA: '\u0308',
};

const greek = (
  'ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA LAMDA MU NU XI OMICRON PI RHO FINAL-SIGMA SIGMA TAU ' +
  'UPSILON PHI CHI PSI OMEGA'
).split(' ');
const cyrillic = (
  'A BE VE GHE DE IE ZHE ZE I SHORT-I KA EL EM EN O PE ER ES TE U EF HA TSE CHE SHA SHCHA HARD-SIGN YERU SOFT-SIGN E ' +
  'YU YA'
).split(' ');

/** The character of that name, or null when Croft does not know it. Names are compared without regard to case. */
export function characterByName(name: string): string | null {
  const upper = name.toUpperCase();
  const point = Object.hasOwn(single, upper) ? single[upper] : undefined;
  if (point !== undefined) return String.fromCodePoint(point);
  const match = /^(LATIN|GREEK|CYRILLIC) (CAPITAL|SMALL) LETTER (.+?)(?: WITH (.+))?$/.exec(upper);
  if (match === null) return null;
  const [, script = '', size = '', letter = '', added] = match;
  const base = letterOf(script, size === 'CAPITAL', letter);
  if (base === null) return null;
  let text = base;
  for (const mark of added?.split(' AND ') ?? []) {
    if (!Object.hasOwn(marks, mark)) return null;
    text += marks[mark] ?? '';
  }
  const composed = text.normalize('NFC');
  return Array.from(composed).length === 1 ? composed : null;
}

function letterOf(script: string, capital: boolean, letter: string): string | null {
  if (script === 'LATIN') return /^[A-Z]$/.test(letter) ? (capital ? letter : letter.toLowerCase()) : null;
  const list = script === 'GREEK' ? greek : cyrillic;
  const index = list.indexOf(letter.replaceAll(' ', '-'));
  if (index < 0) return null;
  if (script === 'GREEK' && capital && letter === 'FINAL SIGMA') return null;
  const first = script === 'GREEK' ? (capital ? 0x391 : 0x3b1) : capital ? 0x410 : 0x430;
  return String.fromCharCode(first + index);
}

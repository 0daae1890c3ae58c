import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const file = path.resolve(import.meta.dirname, '../../renderer/styles/tokens.css');

/** The pairs `light-dark(#light, #dark)` of the one file that holds colours. */
function readTokens(): ReadonlyMap<string, readonly [light: string, dark: string]> {
  const pairs = readFileSync(file, 'utf8').matchAll(/--([\w-]+):\s*light-dark\((#\w{6}), (#\w{6})\)/g);
  return new Map([...pairs].map(([, name, light, dark]) => [name ?? '', [light ?? '', dark ?? '']]));
}

/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['ground', 'ground-side', 'ground-raised', 'ground-hover', 'ground-selected', 'ground-inset'];
/** Text on what it stands on: 4.5 to 1 (WCAG 1.4.3). */
const textPairs: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => [
    ['text', ground] as const,
    ['text-soft', ground] as const,
    ['red', ground] as const,
    ['accent-strong', ground] as const,
  ]),
  ['on-accent', 'accent'],
  ['on-red', 'red'],
  ['amber-text', 'amber-ground'],
  ['red', 'red-ground'],
  ['text', 'red-ground'],
  ['note-text', 'note-ground'],
  ['text', 'added-ground'],
  ['text', 'removed-ground'],
  ['text-soft', 'added-ground'],
  ['text-soft', 'removed-ground'],
];
/** Edges of controls, marks and the focus ring: 3 to 1 (WCAG 1.4.11). */
const partPairs: readonly (readonly [string, string])[] = [
  ...['ground', 'ground-side', 'ground-raised', 'ground-inset'].flatMap((ground) => [
    ['line-control', ground] as const,
    ['focus', ground] as const,
    ['accent', ground] as const,
  ]),
  ['amber-line', 'amber-ground'],
  ['amber-line', 'ground'],
];

const tokens = readTokens();

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the colours of the %s theme', (_theme, place) => {
  const colour = (name: string): string => {
    const pair = tokens.get(name);
    if (pair === undefined) throw new Error(`tokens.css has no pair --${name}`);
    return pair[place];
  };

  it.each(textPairs)('let --%s be read on --%s', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(partPairs)('let --%s be told from --%s', (part, ground) => {
    expect(contrast(colour(part), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

describe('the other style files', () => {
  it('name no colour of their own', () => {
    const folder = path.dirname(file);
    const others = [
      'base',
      'ui',
      'shell',
      'overview',
      'sessions',
      'options',
      'sharing',
      'users',
      'log',
      'create',
      'identity-bar',
    ];
    const found = others.filter((name) =>
      /#[0-9a-f]{3,8}|rgba?\(|hsla?\(/i.test(readFileSync(path.join(folder, `${name}.css`), 'utf8')),
    );
    expect(found).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { plainTextOf } from '../../../electron/wiki/plain-text.ts';

const pageOf = (address: string): string | null => (address.startsWith('/') ? address.slice(1) : null);
const below = (markup: string): string => plainTextOf('P', markup, pageOf).split('**\n\n')[1] ?? '';

test('the name stands in a box of stars', () => {
  expect(plainTextOf('Überblick', '', pageOf)).toBe('**********\n Überblick\n**********\n\n\n');
});

test('headings are underlined, lists marked, emphasis kept', () => {
  expect(below('<h2>Two words</h2><ul><li>a <strong>b</strong></li><li>c</li></ul><ol><li>d</li></ol>')).toBe(
    'Two words\n=========\n\n * a *b*\n * c\n\n 1. d\n',
  );
});

test('tables are drawn, also with rows of different length', () => {
  expect(below('<table><tbody><tr><td>a</td><td>bb</td></tr><tr><td>ccc</td></tr></tbody></table>')).toBe(
    '+-----+----+\n| a   | bb |\n+-----+----+\n| ccc |    |\n+-----+----+\n',
  );
});

test('links to pages name them, others are numbered', () => {
  expect(below('<p><a href="/Page">Page</a> and <a href="http://x.example/?a=1">there</a></p>')).toBe(
    '<Page.txt> and there [1]\n\n[1] http://x.example/?a=1\n',
  );
});

test('preformatted text keeps its blanks', () => {
  expect(below('<pre>a\n  b\n</pre>')).toBe('a\n  b\n');
});

const longestInput = 201;

/**
 * One line of a form as MoinMoin takes it (spec/users.md §7): line breaks and tabs become blanks, other control
 * characters go, and a text longer than 201 characters counts as empty.
 */
export function cleanInput(text: string): string {
  if (Array.from(text).length > longestInput) return '';
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replace(/[\r\n\t]/g, ' ').replace(/[\u0000-\u001f\u007f]/g, '');
}

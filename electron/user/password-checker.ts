export type PasswordVerdict = 'ok' | 'too-short' | 'too-few-different' | 'contains-name' | 'keyboard';

/** The letters of two keyboards, row after row: `890-=q` counts as neighbours, as in the reference. */
const keyRows = [
  "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
  '^1234567890ß´qwertzuiopü+asdfghjklöä#yxcvbnm,.-',
];

/**
 * The default rule for new passwords (spec/users.md §5); the first failing test wins.
 *
 * Asked when an account is made and when a password is changed or recovered, unless the wiki's `password_checker` is None.
 */
export function checkNewPassword(name: string, password: string): PasswordVerdict {
  const characters = Array.from(password);
  if (characters.length < 6) return 'too-short';
  if (new Set(characters).size < 4) return 'too-few-different';
  const lowerName = name.toLowerCase();
  const lowerPassword = password.toLowerCase();
  if (eitherContains(name, password) || eitherContains(lowerName, lowerPassword)) return 'contains-name';
  const tries = [password, lowerPassword].flatMap((text) => [text, Array.from(text).reverse().join('')]);
  return tries.some((text) => keyRows.some((row) => row.includes(text))) ? 'keyboard' : 'ok';
}

const eitherContains = (a: string, b: string): boolean => a.includes(b) || b.includes(a);

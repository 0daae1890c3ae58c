import { pyList, pyStr, pyTuple, type PyValue } from '../../shared/python-value.ts';
import type { Visitor } from './session-service.ts';
import { standardKeys, textItems, type Session } from './session.ts';

/** How the service writes who the visitor is into a session, and sees that this changed. */

/**
 * Whether this request makes a stored session somebody else's: a login, another user, a switch, a return (D2).
 *
 * A session that nothing is stored for has an id that only this client can know already.
 */
export function changesIdentity(session: Session, visitor: Visitor): boolean {
  if (!visitor.valid || session.loaded.expected === 'absent' || session.retiredSid !== null) return false;
  const { content } = session.loaded;
  const before = [content.get(standardKeys.userId), content.get(standardKeys.setuid)];
  const after = [pyStr(visitor.id), visitor.switchedTo === null ? undefined : pyStr(visitor.switchedTo)];
  return before.some((value, index) => !isSameText(value, after[index]));
}

/**
 * Whether who the client is from now on rests on this session being stored: a login by form, a switch, a return. What a
 * web server or HTTP Basic says comes with every request.
 */
export function restsOnStoring(session: Session, visitor: Visitor): boolean {
  if (!visitor.valid) return false;
  const { content } = session.loaded;
  const switchedTo = visitor.switchedTo === null ? undefined : pyStr(visitor.switchedTo);
  if (!isSameText(content.get(standardKeys.setuid), switchedTo)) return true;
  return visitor.authMethod === 'moin' && !isSameText(content.get(standardKeys.userId), pyStr(visitor.id));
}

/** Step 3 of spec/sessions.md §4.2: each key only if it differs, so that an unchanged session is not written. */
export function storeVisitor(session: Session, visitor: Visitor): void {
  if (!visitor.valid) {
    for (const key of identityKeys) session.delete(key);
    return;
  }
  storeText(session, standardKeys.userId, visitor.id);
  storeText(session, standardKeys.authMethod, visitor.authMethod);
  const attribs = textItems(session.get(standardKeys.authAttribs));
  if (attribs === null || !isSameList(attribs, visitor.authAttribs))
    session.set(standardKeys.authAttribs, attribsValue(visitor.authMethod, visitor.authAttribs));
  if (visitor.switchedTo === null) session.delete(standardKeys.setuid);
  else storeText(session, standardKeys.setuid, visitor.switchedTo);
}

const identityKeys = [
  standardKeys.userId,
  standardKeys.authMethod,
  standardKeys.authAttribs,
  standardKeys.setuid,
];

/** A unicode string of the same text stays, as in Python, where the two are equal. */
function storeText(session: Session, key: string, text: string): void {
  const value = pyStr(text);
  if (!isSameText(session.get(key), value)) session.set(key, value);
}

function isSameText(a: PyValue | undefined, b: PyValue | undefined): boolean {
  return plainText(a) === plainText(b);
}

function plainText(value: PyValue | undefined): string | undefined {
  if (value?.type === 'unicode') return value.text;
  if (value?.type === 'str') return Buffer.from(value.bytes).toString('utf8');
  return value === undefined ? undefined : `(${value.type})`;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

/** A tuple, except that MoinMoin's HTTP Basic method leaves a list. */
function attribsValue(method: string, attribs: readonly string[]): PyValue {
  const items = attribs.map(pyStr);
  return method === 'http' ? pyList(items) : pyTuple(items);
}

import { describe, expect, test } from 'vitest';
import { changesIdentity, storeVisitor } from '../../../electron/session/identity.ts';
import { PyDict } from '../../../electron/session/py-dict.ts';
import type { Visitor } from '../../../electron/session/session-service.ts';
import { Session } from '../../../electron/session/session.ts';
import { pyInt, pyList, pyStr, pyTuple, pyUnicode, type PyValue } from '../../../shared/python-value.ts';
import { sessionIdFrom } from '../../../shared/session/sid.ts';

const sid = sessionIdFrom(new Uint8Array(20).fill(1));
const otherSid = sessionIdFrom(new Uint8Array(20).fill(2));

type Known = Extract<Visitor, { readonly valid: true }>;
const visitor = (more: Partial<Known> = {}): Known => ({
  valid: true,
  id: '1.2.3',
  authMethod: 'moin',
  authAttribs: [],
  rememberMe: false,
  switchedTo: null,
  ...more,
});

function session(content: Readonly<Record<string, PyValue>>, stored = true): Session {
  const dictionary = new PyDict();
  for (const [key, value] of Object.entries(content)) dictionary.set(key, value);
  return new Session({ sid, isNew: false, content: dictionary, expected: stored ? 'any' : 'absent' });
}
const ofAnn = {
  'user.id': pyStr('1.2.3'),
  'user.auth_method': pyStr('moin'),
  'user.auth_attribs': pyTuple([]),
  trail: pyList([pyUnicode('Page')]),
};

describe('a request makes a stored session somebody else’s', () => {
  test.each<[string, Record<string, PyValue>, Partial<Known>, boolean]>([
    ['by a login', {}, {}, true],
    ['not when the same person comes again', ofAnn, {}, false],
    ['not when the id is a unicode string', { ...ofAnn, 'user.id': pyUnicode('1.2.3') }, {}, false],
    ['when the id is no text at all', { 'user.id': pyInt(123) }, {}, true],
    ['when another person logs in', ofAnn, { id: '4.5.6' }, true],
    ['by a switch', ofAnn, { switchedTo: '4.5.6' }, true],
    ['by a return', { ...ofAnn, setuid: pyStr('4.5.6') }, {}, true],
    ['by a switch to another', { ...ofAnn, setuid: pyStr('4.5.6') }, { switchedTo: '7.8.9' }, true],
    ['not while switched', { ...ofAnn, setuid: pyStr('4.5.6') }, { switchedTo: '4.5.6' }, false],
    ['not by another login method', ofAnn, { authMethod: 'http' }, false],
  ])('%s', (_how, content, more, changes) => {
    expect(changesIdentity(session(content), visitor(more))).toBe(changes);
  });

  test('but not one that nothing is stored for', () => {
    expect(changesIdentity(session({}, false), visitor())).toBe(false);
  });

  test('but not by a visitor who is nobody', () => {
    expect(changesIdentity(session(ofAnn), { valid: false })).toBe(false);
  });

  test('and not twice: a session with a new id stays', () => {
    const renewed = session({});
    renewed.renewSid(otherSid);
    expect(changesIdentity(renewed, visitor())).toBe(false);
  });
});

describe('who the visitor is', () => {
  const stored = (into: Session): Record<string, PyValue | undefined> =>
    Object.fromEntries(
      ['user.id', 'user.auth_method', 'user.auth_attribs', 'setuid', 'trail'].map((key) => [
        key,
        into.get(key),
      ]),
    );

  test('is written into a session, and what else it holds stays', () => {
    const target = session({ trail: ofAnn.trail });
    storeVisitor(target, visitor({ authAttribs: ['email'], switchedTo: '4.5.6' }));
    expect(target.modified).toBe(true);
    expect(stored(target)).toEqual({
      ...ofAnn,
      'user.auth_attribs': pyTuple([pyStr('email')]),
      setuid: pyStr('4.5.6'),
    });
  });

  test('leaves a session that says so already as it is', () => {
    for (const content of [
      { ...ofAnn, setuid: pyStr('4.5.6') },
      { ...ofAnn, 'user.id': pyUnicode('1.2.3'), setuid: pyUnicode('4.5.6') },
      { ...ofAnn, 'user.auth_attribs': pyList([]), setuid: pyStr('4.5.6') },
    ]) {
      const target = session(content);
      storeVisitor(target, visitor({ switchedTo: '4.5.6' }));
      expect(target.modified).toBe(false);
      expect(stored(target)).toEqual(content);
    }
  });

  test('takes the switch out when it is over', () => {
    const target = session({ ...ofAnn, setuid: pyStr('4.5.6') });
    storeVisitor(target, visitor());
    expect(target.modified).toBe(true);
    expect(stored(target)).toEqual({ ...ofAnn, setuid: undefined });
  });

  test('leaves nothing of who was there when it is nobody', () => {
    const target = session({ ...ofAnn, setuid: pyStr('4.5.6') });
    storeVisitor(target, { valid: false });
    expect(stored(target)).toEqual({ trail: ofAnn.trail });
    const empty = session({ trail: ofAnn.trail });
    storeVisitor(empty, { valid: false });
    expect(empty.modified).toBe(false);
  });

  test.each<[readonly string[], readonly string[], boolean]>([
    [['email'], ['email'], false],
    [['email'], [], true],
    [[], ['email'], true],
    [['email', 'name'], ['email', 'aliasname'], true],
    [['email', 'name'], ['name', 'email'], true],
  ])('with the attributes %j, now %j', (before, now, changes) => {
    const target = session({ ...ofAnn, 'user.auth_attribs': pyTuple(before.map(pyStr)) });
    storeVisitor(target, visitor({ authAttribs: now }));
    expect(target.modified).toBe(changes);
    expect(target.get('user.auth_attribs')).toEqual(pyTuple(now.map(pyStr)));
  });

  test('has a list of attributes after HTTP Basic, as MoinMoin leaves it', () => {
    const target = session({});
    storeVisitor(target, visitor({ authMethod: 'http', authAttribs: ['email'] }));
    expect(target.get('user.auth_attribs')).toEqual(pyList([pyStr('email')]));
  });
});

import { textOf, type PyValue } from '../../shared/python-value.ts';
import type { SessionId } from '../../shared/session/sid.ts';
import { PyDict } from './py-dict.ts';
import type { StoredVersion, StoreWriteOptions } from './session-store.ts';

/** What was loaded, to know at the end what this request changed. */
export interface LoadedState {
  /** What the store holds under this id as far as this request knows; `any` = there is something unreadable. */
  readonly expected: StoreWriteOptions['expected'];
  readonly content: PyDict;
}

/** Keys that the service itself gives a meaning (spec/sessions.md §10). All are byte strings. */
export const standardKeys = {
  expires: 'expires',
  userId: 'user.id',
  authMethod: 'user.auth_method',
  authAttribs: 'user.auth_attribs',
  setuid: 'setuid',
  trail: 'trail',
} as const;

/**
 * The session of one request: a dictionary, its id and two flags (spec/sessions.md §2, §15).
 *
 * `modified` is set by the same operations as in MoinMoin. Values are immutable here; what extension code changes in
 * place is brought in right before storing (`extension-session.ts`).
 */
export class Session {
  #sid: SessionId;
  #content: PyDict;
  #retiredSid: SessionId | null = null;
  /** The client showed no usable cookie. */
  readonly isNew: boolean;
  readonly #beforeStoring: (() => void)[] = [];
  /** Whether the end of the request has something to store; may be set by hand. */
  modified = false;
  /** State of the store at load time; kept by the service. */
  loaded: LoadedState;
  /** False = this answer neither sets nor deletes the cookie unless a user logs in (see `process-memory.ts`). */
  readonly mayChangeCookie: boolean;

  constructor(init: {
    readonly sid: SessionId;
    readonly isNew: boolean;
    readonly content?: PyDict;
    readonly expected?: StoreWriteOptions['expected'];
    readonly mayChangeCookie?: boolean;
  }) {
    this.#sid = init.sid;
    this.isNew = init.isNew;
    this.#content = init.content?.clone() ?? new PyDict();
    this.loaded = { expected: init.expected ?? 'absent', content: this.#content.clone() };
    this.mayChangeCookie = init.mayChangeCookie ?? true;
  }

  get sid(): SessionId {
    return this.#sid;
  }

  /** The id this session had before `renewSid`; its stored form is removed when the session is finalized. */
  get retiredSid(): SessionId | null {
    return this.#retiredSid;
  }

  get size(): number {
    return this.#content.size;
  }

  /** Gives the session a new id; content stays. */
  renewSid(sid: SessionId): void {
    this.#retiredSid ??= this.#sid;
    this.#sid = sid;
  }

  /** The store now holds the present content under the present id. */
  storedAs(version: StoredVersion): void {
    this.loaded = { expected: version, content: this.#content.clone() };
  }

  /** The store holds nothing any more. */
  removed(): void {
    this.#content = new PyDict();
    this.loaded = { expected: 'absent', content: new PyDict() };
    this.settle();
  }

  /** Nothing is left to be stored, so that a second finalize starts from here. */
  settle(): void {
    this.modified = false;
    this.#retiredSid = null;
  }

  /**
   * Takes over what somebody else stored meanwhile, and puts on top what this request changed: of two overlapping requests
   * both keep their new keys, and the later one wins where both changed the same key.
   */
  rebase(theirs: PyDict, version: StoredVersion): void {
    const merged = theirs.clone();
    for (const [key, value] of this.#content.entries())
      if (this.loaded.content.get(key) !== value) merged.set(key, value);
    for (const key of this.loaded.content.keys()) if (!this.#content.has(key)) merged.delete(key);
    this.#content = merged;
    this.loaded = { expected: version, content: theirs.clone() };
  }

  /** Called when the session is about to be stored, for whatever reason; may `amend` it, and may throw. */
  beforeStoring(work: () => void): void {
    this.#beforeStoring.push(work);
  }

  /** What stood in the way of the work before storing; the values concerned are stored as they were. */
  prepareForStoring(): readonly string[] {
    return this.#beforeStoring.flatMap((work) => {
      try {
        work();
        return [];
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    });
  }

  /** Replaces a value without marking the session: it is stored only if something else makes it so. */
  amend(key: SessionKey, value: PyValue): void {
    this.#content.set(key, value);
  }

  /** A copy of the whole dictionary. */
  content(): PyDict {
    return this.#content.clone();
  }

  keys(): readonly PyValue[] {
    return this.#content.keys();
  }

  entries(): readonly (readonly [PyValue, PyValue])[] {
    return this.#content.entries();
  }

  has(key: SessionKey): boolean {
    return this.#content.has(key);
  }

  /** Undefined when the key is missing. */
  get(key: SessionKey): PyValue | undefined {
    return this.#content.get(key);
  }

  /** Marks as modified also when the value is the same. */
  set(key: SessionKey, value: PyValue): void {
    this.#content.set(key, value);
    this.modified = true;
  }

  /** False (and no mark) when the key is missing. */
  delete(key: SessionKey): boolean {
    const existed = this.#content.delete(key);
    if (existed) this.modified = true;
    return existed;
  }

  /** Removes and returns; undefined (and no mark) when the key is missing. */
  pop(key: SessionKey): PyValue | undefined {
    const value = this.#content.get(key);
    if (value !== undefined) this.delete(key);
    return value;
  }

  /** Removes and returns some entry (the oldest; Python's choice is arbitrary); undefined (and no mark) when empty. */
  popItem(): readonly [PyValue, PyValue] | undefined {
    const [oldest] = this.#content.entries();
    if (oldest !== undefined) this.delete(oldest[0]);
    return oldest;
  }

  /** The stored value, or `value` after storing it. */
  setDefault(key: SessionKey, value: PyValue): PyValue {
    const found = this.get(key);
    if (found !== undefined) return found;
    this.set(key, value);
    return value;
  }

  /** Marks as modified also when there is nothing to take over. */
  update(entries: Iterable<readonly [SessionKey, PyValue]>): void {
    for (const [key, value] of entries) this.#content.set(key, value);
    this.modified = true;
  }

  /** Marks as modified also when empty. */
  clear(): void {
    this.#content = new PyDict();
    this.modified = true;
  }

  /** Id of the real user; null = anonymous, or not a text. */
  get userId(): string | null {
    return textOf(this.get(standardKeys.userId));
  }

  get authMethod(): string | null {
    return textOf(this.get(standardKeys.authMethod));
  }

  /** Profile fields that the auth method fixes; null = missing or not a sequence of texts. */
  get authAttribs(): readonly string[] | null {
    return textItems(this.get(standardKeys.authAttribs));
  }

  /** Id of the user who is being impersonated. */
  get setuid(): string | null {
    return textOf(this.get(standardKeys.setuid));
  }

  get expires(): PyValue | undefined {
    return this.get(standardKeys.expires);
  }

  /** Visited pages, oldest first; entries that are no text are left out (D5). */
  get trail(): readonly string[] {
    const value = this.get(standardKeys.trail);
    if (value?.type !== 'list' && value?.type !== 'tuple') return [];
    return value.items.map((item) => textOf(item)).filter((text) => text !== null);
  }
}

/** A text stands for the byte string of that text if it is ASCII, else for the unicode string. */
export type SessionKey = string | PyValue;

/** The texts of a list or tuple; null if it is no sequence or holds anything else. */
export function textItems(value: PyValue | undefined): readonly string[] | null {
  if (value?.type !== 'list' && value?.type !== 'tuple') return null;
  const texts = value.items.map((item) => textOf(item));
  return texts.every((text) => text !== null) ? texts : null;
}

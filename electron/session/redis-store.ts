import { createHash } from 'node:crypto';
import type { createClient } from '@redis/client';
import { guarded, heard, toldElsewhere } from '../base/guard.ts';
import { isListedName, isSessionId, type SessionId } from '../../shared/session/sid.ts';
import type {
  FollowableStore,
  StoredSession,
  StoredVersion,
  StoreWriteOptions,
  StoreWriteOutcome,
} from './session-store.ts';

export interface RedisStoreOptions {
  /** `redis[s]://[[user][:password]@]host[:port][/database]` */
  readonly url: string;
  /** Wikis with the same prefix share their sessions, as wikis with the same `session_dir` do. */
  readonly prefix: string;
  /** Called when the connection is lost, and at every failed try to get it back. */
  readonly report?: (message: string) => void;
}

const connectTimeoutMs = 2_000;
const answerTimeoutMs = 5_000;
const scanCount = 1_000;
const followRetryMs = 5_000;

/**
 * Compares and writes in one step on the server, so that any number of processes on any number of machines can share the
 * sessions. KEYS: session. ARGV: bytes, expected state, lifetime in seconds, channel and id for those who follow the store.
 */
const writeScript = `
local current = redis.call('GET', KEYS[1])
if ARGV[2] == 'absent' then
  if current then return 'changed' end
elseif ARGV[2] ~= 'any' then
  if not current then return 'gone' end
  if redis.sha1hex(current) ~= ARGV[2] then return 'changed' end
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 'written'
`;

const deleteScript = `
if redis.call('DEL', KEYS[1]) == 1 then redis.call('PUBLISH', ARGV[1], ARGV[2]) end
return 'deleted'
`;

type RedisClient = ReturnType<typeof binaryClient>;

/**
 * Sessions in Redis or Valkey, for farms that outgrow one machine: one key per session with the lifetime as its expiry.
 *
 * The values are the same pickles as in files, so types survive here as well. Requests don't wait for a server that is
 * away: reading answers `unreadable`, writing fails, and the client reconnects by itself.
 */
export class RedisSessionStore implements FollowableStore {
  readonly kind = 'redis';
  readonly #options: RedisStoreOptions;
  #connection: Promise<RedisClient> | null = null;

  constructor(options: RedisStoreOptions) {
    this.#options = options;
  }

  async prepare(): Promise<void> {
    try {
      await this.#client();
    } catch (error) {
      this.#options.report?.(String(error));
    }
  }

  async read(sid: SessionId): Promise<StoredSession> {
    try {
      const client = await this.#client();
      const bytes = await client.get(this.#key(sid));
      return bytes === null
        ? { kind: 'absent' }
        : { kind: 'present', bytes: new Uint8Array(bytes), version: versionOf(bytes) };
    } catch (error) {
      const what = {
        kind: 'unreadable',
        file: `Redis, ${this.#options.prefix}…`,
        code: String(error),
      } as const;
      return { kind: 'unreadable', what, isSession: true };
    }
  }

  async write(sid: SessionId, bytes: Uint8Array, options: StoreWriteOptions): Promise<StoreWriteOutcome> {
    const client = await this.#client();
    const reply: unknown = await client.eval(writeScript, {
      keys: [this.#key(sid)],
      arguments: [
        Buffer.from(bytes),
        options.expected,
        String(Math.max(1, Math.ceil(options.lifetimeSeconds))),
        this.#channel,
        sid,
      ],
    });
    switch (String(reply)) {
      case 'written':
        return { kind: 'written', version: versionOf(bytes) };
      case 'gone':
        return { kind: 'gone' };
      case 'changed':
        return { kind: 'changed' };
      default:
        throw new Error(`Redis answered ${String(reply)}`);
    }
  }

  async delete(sid: SessionId): Promise<void> {
    const client = await this.#client();
    await client.eval(deleteScript, { keys: [this.#key(sid)], arguments: [this.#channel, sid] });
  }

  async list(): Promise<readonly string[]> {
    const client = await this.#client();
    const names = new Set<string>(); // a scan may name a key twice
    for await (const keys of client.scanIterator({
      MATCH: `${globEscaped(this.#options.prefix)}*`,
      COUNT: scanCount,
    }))
      for (const key of keys) names.add(String(key).slice(this.#options.prefix.length));
    return [...names].filter(isListedName);
  }

  /**
   * Every write and removal is published with it, so the server needs no setting. A key that expires is not told; whoever
   * follows knows the end from the session itself.
   */
  async follow(onChange: (sid: SessionId) => void, onUnknown: () => void): Promise<() => void> {
    let subscriber: RedisClient | null = null;
    let retry: NodeJS.Timeout | null = null;
    let ended = false;
    let begun = false;
    const subscribe = async (): Promise<void> => {
      try {
        // The store's own connection reports.
        const client = heard((await this.#client()).duplicate(), toldElsewhere);
        subscriber = client;
        // After a lost connection some may have been missed.
        client.on(
          'ready',
          guarded('redis: following again', () => begun && onUnknown()),
        );
        await client.connect();
        const hear = guarded('redis: a change', (sid: string) => {
          if (isSessionId(sid)) onChange(sid);
        });
        await client.subscribe(this.#channel, hear);
      } catch {
        // No server now, which using the store reports: try again, and say then that some was missed.
        subscriber?.destroy();
        subscriber = null;
        if (!ended) retry = setTimeout(guarded('redis: following', subscribe), followRetryMs).unref();
      }
      if (ended) subscriber?.destroy();
    };
    await subscribe();
    begun = true;
    return () => {
      ended = true;
      if (retry) clearTimeout(retry);
      subscriber?.destroy();
    };
  }

  async idleSeconds(sid: SessionId): Promise<number | null> {
    try {
      const client = await this.#client();
      return await client.objectIdleTime(this.#key(sid));
    } catch {
      return null; // not kept under this server's memory policy, or no server: reading says more
    }
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = null;
    if (connection === null) return;
    const client = await connection.catch(() => null); // never connected: nothing to close
    client?.destroy();
  }

  get #channel(): string {
    return `${this.#options.prefix}changed`;
  }

  #key(sid: SessionId): string {
    return `${this.#options.prefix}${sid}`;
  }

  /** Connects at first use; a failed attempt is repeated by the next request. */
  #client(): Promise<RedisClient> {
    this.#connection ??= this.#connect().catch((error: unknown) => {
      this.#connection = null;
      throw error;
    });
    return this.#connection;
  }

  async #connect(): Promise<RedisClient> {
    const redis = await import('@redis/client'); // a fifth of a second to load; most farms never need it
    const client = binaryClient(redis, this.#options.url, (error) => this.#options.report?.(String(error)));
    try {
      await client.connect();
    } catch (error) {
      client.destroy();
      throw error;
    }
    return client;
  }
}

/** A client that answers with bytes instead of text. */
function binaryClient(redis: typeof import('@redis/client'), url: string, onError: (error: Error) => void) {
  let connected = false;
  const options: Parameters<typeof createClient>[0] = {
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: answerTimeoutMs },
    socket: {
      connectTimeout: connectTimeoutMs,
      // The first connection fails at once, so that a wrong address is known; later ones are tried again and again.
      reconnectStrategy: (retries, cause) => (connected ? Math.min(50 * 2 ** retries, 2_000) : cause),
    },
  };
  const client: ReturnType<typeof createClient> = heard(redis.createClient(options), onError);
  client.once(
    'ready',
    guarded('redis: connected', () => {
      connected = true;
    }),
  );
  return client.withTypeMapping({ [redis.RESP_TYPES.BLOB_STRING]: Buffer });
}

function versionOf(bytes: Uint8Array): StoredVersion {
  return createHash('sha1').update(bytes).digest('hex') as StoredVersion;
}

function globEscaped(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}

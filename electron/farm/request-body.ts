import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { BodyCutOff } from '../wiki/body-room.ts';

/** How long a client that is answered before it has sent everything may go on sending. */
const lingerMs = 10_000;

/** The body of one request; nothing of it is asked for before somebody reads. */
export class RequestBody {
  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    /** The client waits for a word before it sends (`Expect: 100-continue`). */
    private isAwaited: boolean,
  ) {}

  /** Throws `BodyCutOff`. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    if (this.isAwaited) this.response.writeContinue();
    this.isAwaited = false;
    // Whoever stops reading still wants to answer: the connection is not to be destroyed with the iterator.
    const pieces: AsyncIterator<Uint8Array> = this.request.iterator({ destroyOnReturn: false });
    for (;;) {
      const piece = await pieces.next().catch((error: unknown) => {
        throw new BodyCutOff('the request ended before its body did', { cause: error });
      });
      if (piece.done === true) return;
      yield piece.value;
    }
  }

  /** The client sends, or will send, more than was read. */
  get isUnread(): boolean {
    return !this.request.complete;
  }

  /**
   * Throws away what still comes, for a while: a client that is sending sees the answer only if it gets rid of the rest
   * (RFC 9112, 9.6). Nothing of it stays in memory.
   */
  async discard(): Promise<void> {
    if (this.isAwaited) return; // it was told in time, and does not send
    const { request } = this;
    const over = new AbortController();
    const ended = new Promise<void>((resolve) => {
      request.once('end', resolve);
      request.once('close', resolve);
    });
    request.resume();
    const late = pause(lingerMs, undefined, { ref: false, signal: over.signal }).catch(() => undefined);
    await Promise.race([ended, late]);
    over.abort();
  }
}

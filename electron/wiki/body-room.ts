/** Thrown while a body is read whose sender went away; there is nobody to answer. */
export class BodyCutOff extends Error {
  override readonly name = 'BodyCutOff';
}

/** Thrown while a body is read when the bodies of all requests of this process take all the room there is. */
export class NoRoomForBody extends Error {
  override readonly name = 'NoRoomForBody';
}

/** Room in memory for the bodies that are being read or held at once, in bytes. */
export class BodyRoom {
  private taken = 0;

  constructor(private readonly limitBytes: number) {}

  /** The same body, counted while it comes; `release` when the request is answered. */
  measure(body: AsyncIterable<Uint8Array>): {
    readonly body: AsyncIterable<Uint8Array>;
    readonly release: () => void;
  } {
    let own = 0;
    const take = (bytes: number): void => {
      if (this.taken + bytes > this.limitBytes) throw new NoRoomForBody();
      this.taken += bytes;
      own += bytes;
    };
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of body) {
        take(chunk.length);
        yield chunk;
      }
    };
    return {
      body: { [Symbol.asyncIterator]: counted },
      release: () => {
        this.taken -= own;
        own = 0;
      },
    };
  }
}

/** Two of the largest forms and many small ones; the wikis of a farm share it. */
export const bodyRoom = new BodyRoom(160 * 1024 * 1024);

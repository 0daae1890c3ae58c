import { UnreadableError } from '../base/disk-reading.ts';

/** No fault of the page that was asked for: the whole process, or the machine, has nothing left to open a file with. */
const ofTheProcess = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS', 'EAGAIN']);
/** The same trouble is named again after this time. */
const quietMs = 60_000;

/**
 * Pages that can't be read, met on the way through many (issue 11 §2): one of them never breaks a list, it is left out and
 * the log names it. Whoever asks for that page itself gets the {@link UnreadableError}, which is answered with 503.
 */
export class Troubles {
  private readonly named = new Map<string, number>();

  constructor(private readonly log: (line: string) => void) {}

  /** What `read` answers, or `otherwise` where the disk refuses. Nothing else that is thrown is held back. */
  besides<T, U>(read: () => T, otherwise: U): T | U {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UnreadableError) || ofTheProcess.has(error.code)) throw error;
      this.note(error);
      return otherwise;
    }
  }

  note({ message }: UnreadableError): void {
    const now = performance.now();
    if (now < (this.named.get(message) ?? 0)) return;
    if (this.named.size > 1000) this.named.clear();
    this.named.set(message, now + quietMs);
    this.log(`page: ${message}; it is left out`);
  }
}

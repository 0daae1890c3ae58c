import { connect } from 'node:net';
import { guarded, heard } from '../base/guard.ts';
import { ok, type AppError, type Result } from '../../shared/result.ts';
import { listen, type Answer, type Listener, type Tunnels } from './listener.ts';

export interface MainPortWish {
  /** A number to insist on, 0 for any free one, null for the remembered ones. */
  readonly insisted: number | null;
  /** Tried one after the other; the first is the farm's usual port. */
  readonly remembered: readonly number[];
}

export interface SocketParts {
  readonly answer: Answer;
  readonly tunnels: () => Tunnels | null;
}

const answerWithinMs = 1_000;

/** The loopback ports of one farm: its main one, and those that stand in its patterns. */
export class FarmSockets {
  private readonly open = new Map<number, Listener>();
  /** Ports another program has, with the refusal; tried again with every `listenOn`. */
  private readonly refusals = new Map<number, AppError>();

  private constructor(
    readonly mainPort: number,
    private readonly parts: SocketParts | null,
  ) {}

  /** For a farm that is only looked at. */
  static none(port: number): FarmSockets {
    return new FarmSockets(port, null);
  }

  static async listen(wish: MainPortWish, parts: SocketParts): Promise<Result<FarmSockets>> {
    const wanted = wish.insisted === null ? [...wish.remembered, 0] : [wish.insisted];
    const refusals: AppError[] = [];
    for (const port of wanted) {
      const main = await listen(port, parts.answer, parts.tunnels);
      if (!main.ok) {
        if (port === wanted.at(-1)) return main;
        refusals.push(main.error);
        continue;
      }
      const sockets = new FarmSockets(main.value.port, parts);
      sockets.open.set(main.value.port, main.value);
      for (const [index, error] of refusals.entries()) sockets.refusals.set(wanted[index] ?? 0, error);
      return ok(sockets);
    }
    throw new Error('there is always a port to try');
  }

  has(port: number): boolean {
    return this.open.has(port);
  }

  refusal(port: number): AppError | null {
    return this.refusals.get(port) ?? null;
  }

  /** Ports that stand in the patterns. Answers those that were refused and were not before. */
  async listenOn(ports: Iterable<number>): Promise<{ readonly port: number; readonly error: AppError }[]> {
    const news: { port: number; error: AppError }[] = [];
    for (const port of ports) {
      if (this.parts === null || this.open.has(port)) continue;
      const socket = await listen(port, this.parts.answer);
      if (socket.ok) {
        this.open.set(port, socket.value);
        this.refusals.delete(port);
        continue;
      }
      if (!this.refusals.has(port)) news.push({ port, error: socket.error });
      this.refusals.set(port, socket.error);
    }
    return news;
  }

  /** After a sleep: sockets that the system took away are opened anew. Answers their ports. */
  async mend(): Promise<number[]> {
    const mended: number[] = [];
    for (const [port, socket] of this.open) {
      if (this.parts === null || (await isAnswered(port))) continue;
      await socket.close().catch(() => undefined); // it may be closed already: that is what is mended
      const tunnels = port === this.mainPort ? this.parts.tunnels : undefined;
      const again = await listen(port, this.parts.answer, tunnels);
      if (again.ok) this.open.set(port, again.value);
      else this.refusals.set(port, again.error);
      mended.push(port);
    }
    return mended;
  }

  async close(): Promise<void> {
    const sockets = [...this.open.values()];
    this.open.clear();
    await Promise.all(sockets.map((socket) => socket.close()));
  }
}

/** Whether anything takes a connection on a loopback port. */
function isAnswered(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = heard(connect({ host: '127.0.0.1', port, timeout: answerWithinMs }), () => done(false));
    const done = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once(
      'connect',
      guarded('asking a port', () => done(true)),
    );
    socket.once(
      'timeout',
      guarded('asking a port', () => done(false)),
    );
  });
}

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const HOST = '127.0.0.1';

/** A client's connection and the one that carries it on to the gRPC server within. */
interface Relayed {
  readonly outer: Socket;
  readonly inner: Socket;
}

/**
 * The door of the server: it passes bytes on to the gRPC server behind it, and can stop doing so in the
 * ways that a network, or a halted process, does, which gRPC's own server cannot be told to.
 */
export class Connections {
  private server: Server | undefined;
  private readonly relayed = new Set<Relayed>();
  private frozen = false;

  constructor(private readonly innerPort: number) {}

  /** @param port 0 for any. @returns the port. */
  async listen(port: number): Promise<number> {
    const server = createServer((outer) => this.relay(outer));
    this.server = server;
    server.listen(port, HOST);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  /** Closes as when the process is gone: connections end, new ones are refused. */
  async close(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    this.server = undefined;
    const closed = once(server, 'close');
    server.close();
    this.breakAll();
    await closed;
  }

  breakAll(): void {
    for (const { outer, inner } of this.relayed) {
      // A reset, as from a machine that is gone, and not the polite end of a stream.
      outer.resetAndDestroy();
      inner.destroy();
    }
  }

  /** @param peer as gRPC names who called: the address of the inner connection. */
  breakOne(peer: string): void {
    for (const { outer, inner } of this.relayed) {
      if (peer !== `${HOST}:${inner.localPort}`) continue;
      outer.resetAndDestroy();
      inner.destroy();
    }
  }

  /** Takes new connections and keeps all, as the kernel does for a halted process; nothing is passed on. */
  freeze(): void {
    this.frozen = true;
    for (const { outer, inner } of this.relayed) {
      outer.pause();
      inner.pause();
    }
  }

  thaw(): void {
    this.frozen = false;
    for (const { outer, inner } of this.relayed) {
      outer.resume();
      inner.resume();
    }
  }

  private relay(outer: Socket): void {
    const inner = connect(this.innerPort, HOST);
    const pair: Relayed = { outer, inner };
    this.relayed.add(pair);
    passOn(outer, inner);
    passOn(inner, outer);
    if (this.frozen) {
      outer.pause();
      inner.pause();
    }
    outer.once('close', () => this.relayed.delete(pair));
  }
}

/** Passes data on without back-pressure: a test's traffic is small, and `pipe` would undo the pause of a freeze. */
function passOn(from: Socket, to: Socket): void {
  from.setNoDelay(true);
  from.on('data', (bytes) => to.write(bytes));
  from.on('end', () => to.end());
  // What went wrong on one side is told to the other by the end of the connection.
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroySoon());
}

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut and mended, or that lets nothing through for a while. */
export class CuttableLine {
  private server: Server | undefined;
  private port = 0;
  private frozen = false;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  /** @param url of the server; {@link through} gives the same by way of the line. */
  static async to(url: string): Promise<CuttableLine> {
    const { hostname, port } = new URL(url);
    const line = new CuttableLine({ host: hostname, port: Number(port === '' ? 5432 : port) });
    await line.mend();
    return line;
  }

  through(url: string): string {
    const other = new URL(url);
    other.hostname = '127.0.0.1';
    other.port = String(this.port);
    return other.href;
  }

  /** Everything on the line breaks, and nobody is reached any more. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    if (!server) return;
    server.close();
    await once(server, 'close');
  }

  async mend(): Promise<void> {
    this.server = createServer((near) => this.join(near));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Connections stay and new ones are taken, but no byte comes through. */
  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  private join(near: Socket): void {
    const far = connect(this.target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      // The other end learns of an error as of an end.
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.frozen) from.pause();
    }
  }
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** A connection over which a request has begun to come, but not so far that it could be read. */
export class LateRequest {
  private constructor(private readonly socket: Socket) {}

  static async begin(url: string): Promise<LateRequest> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(`GET /v1/claims HTTP/1.1\r\nHost: ${host}\r\n`);
    return new LateRequest(socket);
  }

  /** @returns all that the server has to say, until it closes the connection. */
  async finish(): Promise<string> {
    this.socket.write('\r\n');
    return text(this.socket);
  }
}

/** A connection that says nothing. Resolves with what it was told once the server has closed it. */
export async function silentConnection(url: string): Promise<{ readonly ended: Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return { ended: text(socket).catch(() => '') };
}

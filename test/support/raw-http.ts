import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends bytes as they are to the server, and gives all that comes back until the connection ends. */
export async function sendRaw(url: string, bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on('data', (data: Buffer) => received.push(data));
  // A server may close before it has read everything.
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(bytes);
  await once(socket, 'close');
  return Buffer.concat(received).toString('latin1');
}

/** Sends bytes, and goes away without an answer. */
export async function sendAndLeave(url: string, bytes: Uint8Array): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  socket.destroy();
  await once(socket, 'close');
}

/** A request that asks for the connection to end after it. */
export function rawRequest(
  line: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Uint8Array {
  const all = { Host: 'ledger', Connection: 'close', ...headers };
  const fields = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body, 'latin1')}`];
  const lines = [`${line} HTTP/1.1`, ...fields, ...length];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
}

/** The status of an answer. @throws Error where it is none. */
export function statusIn(answer: string): number {
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
  if (status === undefined) throw new Error(`no answer: ${JSON.stringify(answer.slice(0, 100))}`);
  return Number(status);
}

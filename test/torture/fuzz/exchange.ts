import { once } from 'node:events';
import { connect } from 'node:net';

const ANSWER_WITHIN_MS = 30_000;
/** Where a server waits for the rest of what has none. */
const REST_WITHIN_MS = 500;

/** Of the head of a stream that has no end: server-sent events. */
const ENDLESS = /\r\ncontent-type: text\/event-stream/i;

/**
 * Sends the bytes and gives all that comes back until the connection ends; undefined where it does not end in time.
 * A stream without an end is left when it has begun.
 *
 * @param isOdd whether the server may wait for more: after a moment it is told that there is none.
 */
export async function exchange(
  url: string,
  bytes: Uint8Array,
  isOdd: boolean,
): Promise<string | undefined> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const received: Buffer[] = [];
  let late = false;
  socket.on('data', (data: Buffer) => {
    received.push(data);
    if (ENDLESS.test(data.toString('latin1'))) socket.destroy();
  });
  // A server may close before it has read everything.
  socket.on('error', () => {});
  const giveUp = () => {
    late = true;
    socket.destroy();
  };
  if (isOdd) {
    socket.setTimeout(REST_WITHIN_MS, () => {
      socket.end();
      socket.removeAllListeners('timeout').setTimeout(ANSWER_WITHIN_MS, giveUp);
    });
  } else {
    socket.setTimeout(ANSWER_WITHIN_MS, giveUp);
  }
  socket.write(bytes);
  await once(socket, 'close');
  return late ? undefined : Buffer.concat(received).toString('latin1');
}

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What `live` is held against: `POST` writes an event of the same size to all who have sent a `GET`, and
 * nothing is recorded.
 */
const streams = new Set<ServerResponse>();
const REST = 'x'.repeat(800);
let written = 0;

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(': hello\n\n');
    streams.add(response);
    response.once('close', () => streams.delete(response));
    return;
  }
  request.resume().once('end', () => {
    written += 1;
    const position = `${written}`.padStart(16, '0');
    const data = JSON.stringify({ position, recordedAt: new Date().toISOString(), rest: REST });
    const event = Buffer.from(`id: ${position}\nevent: Written\ndata: ${data}\n\n`);
    for (const stream of streams) stream.write(event);
    response.end(JSON.stringify({ position }));
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
process.once('SIGTERM', () => process.exit());

import type { Server, ServerResponse } from 'node:http';

const LOOK_EVERY_MS = 25;

/**
 * Counts the requests under way, so that a stop waits for these and for nothing else. Node closes a
 * kept-alive connection only where it is idle at the moment of the close, and one that has not sent a
 * request yet not at all, and then waits for the client to end them.
 * https://nodejs.org/docs/latest-v20.x/api/http.html#serverclosecallback
 */
export class RequestsUnderWay {
  private count = 0;

  constructor(private readonly server: Server) {
    server.on('request', (_request, response: ServerResponse) => {
      this.count += 1;
      // Comes when it was answered, and also where the client went away before.
      response.once('close', () => (this.count -= 1));
    });
  }

  /** @param closing the server's close. Meanwhile connections end as soon as nothing is under way. */
  async untilEnded(closing: Promise<void>): Promise<void> {
    const ending = setInterval(() => {
      if (this.count === 0) this.server.closeAllConnections();
      else this.server.closeIdleConnections();
    }, LOOK_EVERY_MS);
    try {
      await closing;
    } finally {
      clearInterval(ending);
    }
  }
}

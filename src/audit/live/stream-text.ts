/** The media type of server-sent events, which are UTF-8 (WHATWG HTML, 9.2.5). */
export const EVENT_STREAM = 'text/event-stream';

/** An event of a stream (WHATWG HTML, 9.2.6). */
export interface StreamEvent {
  /** What a client resumes with; the one before stays where it is left out. */
  readonly id?: string;
  readonly event: string;
  /** JSON in one line, as `JSON.stringify` writes it. */
  readonly data: string;
  /** Milliseconds that a client waits before it connects again. */
  readonly retry?: number;
}

export function eventText({ id, event, data, retry }: StreamEvent): string {
  const wait = retry === undefined ? '' : `retry: ${retry}\n`;
  return `${wait}${idLine(id)}event: ${event}\ndata: ${data}\n\n`;
}

/**
 * A comment, which keeps proxies from taking the connection for dead. An id beside it is taken by a client
 * though no event comes with it (9.2.6: the last event id is set before an empty data buffer is looked at).
 */
export function heartbeatText(id: string | undefined): string {
  return `: heartbeat\n${idLine(id)}\n`;
}

function idLine(id: string | undefined): string {
  return id === undefined ? '' : `id: ${id}\n`;
}

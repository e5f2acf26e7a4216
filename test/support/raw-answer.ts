import { rawRequest, sendRaw } from './raw-http.js';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** The headers by their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** @param text all that a connection gave, which held one answer. @throws Error where it is none. */
export function rawAnswerIn(text: string): RawAnswer {
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(text) ?? [];
  const end = text.indexOf('\r\n\r\n');
  if (status === undefined || end < 0) {
    throw new Error(`no answer: ${JSON.stringify(text.slice(0, 100))}`);
  }
  const [, ...lines] = text.slice(0, end).split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { status: Number(status), headers, body: text.slice(end + 4) };
}

/** Sends a request whose path and headers no client corrects. */
export async function rawAnswer(
  url: string,
  line: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<RawAnswer> {
  return rawAnswerIn(await sendRaw(url, rawRequest(line, headers, body)));
}

/** A file as somebody's server gave it. */
export interface FetchedPage {
  readonly bytes: Buffer;
  /** Its Content-Type. */
  readonly mediaType: string;
  /** Which gave it, after redirects; without a fragment. At most `LONGEST_URL` characters. */
  readonly url: string;
}

export interface Pages {
  /** @throws PageRefusedError; QueueFullError */
  fetch(url: string): Promise<FetchedPage>;
}

export type PageRule =
  | 'capture-url-refused'
  | 'capture-address-refused'
  | 'capture-host-unknown'
  | 'capture-too-many-redirects'
  | 'capture-not-answered'
  | 'capture-media-type-refused'
  | 'capture-too-large'
  | 'capture-empty'
  | 'capture-too-slow'
  | 'capture-failed';

/** Nothing was captured; the message says why, for a person to read. */
export class PageRefusedError extends Error {
  override readonly name = 'PageRefusedError';
  constructor(
    readonly rule: PageRule,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

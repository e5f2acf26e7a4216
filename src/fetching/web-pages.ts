import type { Agent, Response } from 'undici';

import { LONGEST_URL } from '../../events/fields.js';
import { errorCodeOf } from '../runtime/error-code.js';
import { RELEASE } from '../runtime/release.js';
import { READABLE_TYPES } from '../snapshots/extract-text.js';
import { saysNothing, UNTOLD_TYPE } from '../snapshots/generic-types.js';
import { mediaTypeOf } from '../snapshots/media-type.js';
import { sniffedType } from '../snapshots/sniffed-type.js';
import { Semaphore } from '../runtime/semaphore.js';
import { urlIn } from '../text/url.js';
import {
  guardedLookup,
  refusedAddressIn,
  type Resolve,
  resolveBySystem,
} from './guarded-lookup.js';
import { PageRefusedError, type FetchedPage, type Pages } from './pages.js';
import { isPublicAddress } from './public-address.js';

export interface WebPagesOptions {
  readonly maxBytes: number;
  /** Milliseconds from the first look at the name to the last byte, redirects included. */
  readonly timeMs?: number;
  readonly resolve?: Resolve;
  readonly isAllowedAddress?: (address: string) => boolean;
  readonly isAllowedPort?: (port: string) => boolean;
}

const TIME_MS = 15_000;
const MOST_REDIRECTS = 5;
const LONGEST_MEDIA_TYPE = 255;
const LIMITS = { atOnce: 4, waiting: 16, waitMs: 15_000 };

/** What text is taken from, and pictures: a post may be one. */
const TAKEN = new Set([...READABLE_TYPES, 'image/gif', 'image/jpeg', 'image/png', 'image/webp']);

const HEADERS = {
  Accept: [...TAKEN].join(', '),
  'User-Agent': `fact-ledger/${RELEASE}`,
};

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Pages of the public Web. Every address is held against the guard after its name is resolved, on each
 * redirect again, and the connection is made to the very address that passed. Cookies are neither sent
 * nor kept, and nothing that a page refers to is fetched.
 */
export class WebPages implements Pages {
  private readonly semaphore = new Semaphore(LIMITS);
  private readonly options: Required<WebPagesOptions>;

  constructor(options: WebPagesOptions) {
    this.options = {
      timeMs: TIME_MS,
      resolve: resolveBySystem,
      isAllowedAddress: isPublicAddress,
      isAllowedPort: (port) => ['', '80', '443'].includes(port),
      ...options,
    };
  }

  fetch(url: string): Promise<FetchedPage> {
    return this.semaphore.run(() => this.fetchNow(url));
  }

  private async fetchNow(url: string): Promise<FetchedPage> {
    const { isAllowedAddress, resolve, timeMs } = this.options;
    const lookup = guardedLookup(isAllowedAddress, resolve);
    // Loaded here: most servers fetch nothing in their first seconds, and starting would take longer.
    const { Agent } = await import('undici');
    const agent = new Agent({ connect: { lookup, timeout: timeMs }, pipelining: 0 });
    const signal = AbortSignal.timeout(timeMs);
    try {
      const { response, target } = await this.followed(url, agent, signal);
      return { ...(await this.page(response)), url: target.href };
    } catch (error) {
      throw refusalOf(error, signal.aborted, timeMs);
    } finally {
      // Whatever is still on its way is not read.
      await agent.destroy();
    }
  }

  private async followed(
    url: string,
    dispatcher: Agent,
    signal: AbortSignal,
  ): Promise<{ readonly response: Response; readonly target: URL }> {
    const { fetch } = await import('undici');
    let target = this.checked(url);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await fetch(target, {
        dispatcher,
        signal,
        headers: HEADERS,
        redirect: 'manual',
        credentials: 'omit',
      });
      if (!REDIRECTS.has(response.status)) return { response, target };
      await response.body?.cancel();
      target = this.checked(response.headers.get('location') ?? '', target);
    }
    throw new PageRefusedError(
      'capture-too-many-redirects',
      `More than ${MOST_REDIRECTS} redirects were followed.`,
    );
  }

  /** @throws PageRefusedError */
  private checked(text: string, base?: URL): URL {
    const url = urlIn(text, base);
    if (!url) throw refused(`${text.slice(0, 200)} is no URL.`);
    // Nobody is asked for it: RFC 9110, 7.1.
    url.hash = '';
    if (url.href.length > LONGEST_URL) {
      throw refused(`A URL of more than ${LONGEST_URL} characters is not fetched.`);
    }
    if (!['http:', 'https:'].includes(url.protocol)) {
      throw refused(`${url.protocol} is fetched from nowhere, only http: and https:.`);
    }
    if (url.username !== '' || url.password !== '') {
      throw refused('A URL with a user name or a password is not fetched.');
    }
    if (!this.options.isAllowedPort(url.port)) {
      throw refused(`Port ${url.port} is not spoken to, only 80 and 443.`);
    }
    const refusedAddress = refusedAddressIn(url, this.options.isAllowedAddress);
    if (refusedAddress !== undefined) {
      const told = `${refusedAddress} is not a public address.`;
      throw new PageRefusedError('capture-address-refused', told);
    }
    return url;
  }

  private async page(response: Response): Promise<Omit<FetchedPage, 'url'>> {
    if (response.status !== 200) {
      throw new PageRefusedError('capture-not-answered', `It was answered ${response.status}.`);
    }
    const told = response.headers.get('content-type') ?? '';
    const mediaType = told === '' ? UNTOLD_TYPE : told;
    if (mediaType.length <= LONGEST_MEDIA_TYPE) {
      if (isTaken(mediaType)) return { bytes: await this.bytesOf(response), mediaType };
      if (saysNothing(mediaType)) {
        const bytes = await this.bytesOf(response);
        if (isTaken(sniffedType(bytes) ?? '')) return { bytes, mediaType };
      }
    }
    throw new PageRefusedError(
      'capture-media-type-refused',
      `It came with ${told === '' ? 'no Content-Type' : told.slice(0, 100)}; ` +
        `${[...TAKEN].join(', ')} are captured.`,
    );
  }

  private async bytesOf(response: Response): Promise<Buffer> {
    const { maxBytes } = this.options;
    const parts: Uint8Array[] = [];
    let length = 0;
    // As they come out of their Content-Encoding: what unfolds to more is not waited for.
    for await (const part of response.body ?? []) {
      parts.push(part as Uint8Array);
      length += (part as Uint8Array).length;
      if (length > maxBytes) {
        throw new PageRefusedError('capture-too-large', `It has more than ${maxBytes} bytes.`);
      }
    }
    if (length === 0) throw new PageRefusedError('capture-empty', 'It was answered with nothing.');
    return Buffer.concat(parts);
  }
}

function isTaken(mediaType: string): boolean {
  const type = mediaTypeOf(mediaType)?.type;
  return type !== undefined && TAKEN.has(type);
}

function refused(message: string): PageRefusedError {
  return new PageRefusedError('capture-url-refused', message);
}

/** @param isLate whether the time was over */
function refusalOf(error: unknown, isLate: boolean, timeMs: number): PageRefusedError {
  if (error instanceof PageRefusedError) return error;
  if (isLate) {
    const told = `It did not come within ${timeMs / 1000} s.`;
    return new PageRefusedError('capture-too-slow', told, error);
  }
  // What `fetch` throws says nothing; the cause does.
  const cause = (error as { readonly cause?: unknown }).cause ?? error;
  const said = String((cause as { readonly message?: unknown }).message).slice(0, 300);
  switch (errorCodeOf(cause)) {
    case 'ADDRESS_REFUSED':
      return new PageRefusedError('capture-address-refused', said, error);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new PageRefusedError('capture-host-unknown', 'Its host has no address.', error);
    default:
      return new PageRefusedError('capture-failed', `It could not be fetched: ${said}`, error);
  }
}

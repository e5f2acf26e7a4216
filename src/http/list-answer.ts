import { StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';

import { answerType } from './accept.js';
import { everyPage, type ListOf } from '../queries/every-page.js';
import { MAX_LIMIT } from '../queries/page.js';

export const NDJSON = 'application/x-ndjson';

/** Lines are sent in pieces of about this many characters. */
const PIECE = 64 * 1024;

/** Whether the caller asks for everything, a line an item, instead of a page. */
export function wantsLines({ headers }: FastifyRequest): boolean {
  return answerType(headers.accept, ['application/json', NDJSON]) === NDJSON;
}

/**
 * All of a list that follows a cursor, a line an item. Its first page is read at once, so that what is
 * not there and a bad cursor are told by the status.
 */
export async function linesOf<Item>(
  list: ListOf<Item>,
  after: string | undefined,
): Promise<StreamableFile | undefined> {
  const first = await list({ limit: MAX_LIMIT, after });
  return first && lines(everyPage(list, first));
}

/** Streams items as NDJSON in constant memory: they are asked for as the caller takes them. */
export function lines(items: AsyncIterable<unknown>): StreamableFile {
  return new StreamableFile(Readable.from(pieces(items), { objectMode: false }), { type: NDJSON });
}

async function* pieces(items: AsyncIterable<unknown>): AsyncGenerator<string, void> {
  let piece = '';
  for await (const item of items) {
    piece += `${JSON.stringify(item)}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

import { StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { TSchema } from 'typebox';

import { everyPage, type ListOf } from '../queries/every-page.js';
import { MAX_LIMIT } from '../queries/page.js';
import { csvTable } from './csv.js';
import { CSV, NDJSON, type Form } from './forms.js';

/** A form in which everything in a list can be asked for, instead of a page. */
export interface ListForm extends Form {
  /** What stands before the first line. */
  readonly header: string;
  /** An item, with the end of its line. */
  readonly line: (item: unknown) => string;
}

/** Lines are sent in pieces of about this many characters. */
const PIECE = 64 * 1024;

/**
 * The forms of a list of such items.
 *
 * @param row the shape that the columns of CSV follow from, where it is another
 */
export function listForms(item: TSchema, row = item): readonly ListForm[] {
  return [
    {
      ...NDJSON,
      description: 'All that follows `after`, an item of the page to a line.',
      schema: item,
      header: '',
      line: (each) => `${JSON.stringify(each)}\n`,
    },
    {
      ...CSV,
      description:
        'All that follows `after`, as a table (RFC 4180, behind a byte order mark): a header, and a line for each item of the page. What lies in an object has a column with a dotted name, such as `recordedBy.name`. Lists have `|` between their members, arrays of objects are JSON, and what is absent is an empty cell. An apostrophe stands before what a spreadsheet would run as a formula.',
      ...csvTable(row),
    },
  ];
}

/**
 * All of a list that follows a cursor. Its first page is read at once, so that what is not there and a bad
 * cursor are told by the status.
 */
export async function allOf<Item>(
  form: ListForm,
  list: ListOf<Item>,
  after: string | undefined,
): Promise<StreamableFile | undefined> {
  const first = await list({ limit: MAX_LIMIT, after });
  return first && streamed(form, everyPage(list, first));
}

/** Streams items in constant memory: they are asked for as the caller takes them. */
export function streamed(form: ListForm, items: AsyncIterable<unknown>): StreamableFile {
  return new StreamableFile(Readable.from(pieces(form, items), { objectMode: false }));
}

async function* pieces(
  { header, line }: ListForm,
  items: AsyncIterable<unknown>,
): AsyncGenerator<string, void> {
  let piece = header;
  for await (const item of items) {
    piece += line(item);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

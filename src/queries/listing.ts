import type { FastifyRequest } from 'fastify';
import type { StreamableFile } from '@nestjs/common';

import { lines, wantsLines } from '../http/list-answer.js';
import { everyPage } from './every-page.js';
import type { Page, PageRequest } from './page.js';

/** The page that was asked for; or all that follows `after`, as NDJSON, where the caller wants that. */
export async function listing<Item>(
  request: FastifyRequest,
  { limit, after }: PageRequest,
  list: (page: PageRequest) => Promise<Page<Item>>,
): Promise<Page<Item> | StreamableFile> {
  if (wantsLines(request)) return lines(everyPage(list, after));
  return list({ ...(limit !== undefined && { limit }), ...(after !== undefined && { after }) });
}

import { MAX_LIMIT, type Page, type PageRequest } from './page.js';

/** A list, page by page; undefined where what it is about is not there. */
export type ListOf<Item> = (page: PageRequest) => Promise<Page<Item> | undefined>;

/**
 * All the items of a list, a page in memory at a time; for NDJSON. What is recorded while it runs
 * does not appear. Give the list an `asOf` where no item may change meanwhile either.
 *
 *     everyPage((page) => listClaims(views, { ...filter, ...page }, moment))
 *
 * @param first the first page, where it was read before
 */
export async function* everyPage<Item>(
  list: ListOf<Item>,
  first?: Page<Item>,
): AsyncGenerator<Item, void, undefined> {
  let page = first ?? (await list({ limit: MAX_LIMIT }));
  // eslint-disable-next-line no-restricted-syntax -- each page begins behind the one before
  while (page) {
    yield* page.items;
    if (page.next === null) return;
    page = await list({ limit: MAX_LIMIT, after: page.next });
  }
}

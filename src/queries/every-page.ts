import { MAX_LIMIT, type Page, type PageRequest } from './page.js';

/**
 * All the items of a list, a page in memory at a time; for NDJSON. What is recorded while it runs
 * does not appear. Give the list an `asOf` where no item may change meanwhile either.
 *
 *     everyPage((page) => listClaims(views, { ...filter, ...page }, moment))
 */
export async function* everyPage<Item>(
  list: (page: PageRequest) => Promise<Page<Item>>,
  from?: string,
): AsyncGenerator<Item, void, undefined> {
  let after = from;
  do {
    const page: Page<Item> = await list({
      limit: MAX_LIMIT,
      ...(after !== undefined && { after }),
    });
    yield* page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

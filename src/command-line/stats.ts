import type { OverviewAnswer } from '../activity/queries/overview.js';
import type { LedgerReview } from '../statistics/queries/ledger-review.js';
import type { LedgerClient, Query } from './ledger-client.js';
import { printJson, printLine, printText } from './output.js';
import { columnsOf, type StatisticsItems } from './stats-columns.js';
import { agreementLines, overviewLines } from './stats-lines.js';
import { printTable } from './table.js';

export interface StatisticsForm {
  readonly json: boolean;
  readonly csv: boolean;
  /** How many items; all of them where it is left out. */
  readonly limit?: number;
}

export type ListStatistics = keyof StatisticsItems;

export async function printOverview(
  client: LedgerClient,
  query: Query,
  { json, csv }: StatisticsForm,
): Promise<void> {
  const path = 'v1/stats/overview';
  if (csv) return printCsv(client, path, query);
  const overview = await client.get<OverviewAnswer>(path, query);
  if (json) return printJson(overview);
  for (const line of overviewLines(overview)) await printLine(line);
}

export async function printList<Name extends ListStatistics>(
  client: LedgerClient,
  name: Name,
  query: Query,
  { json, csv, limit }: StatisticsForm,
): Promise<void> {
  const path = `v1/stats/${name}`;
  if (csv) return printCsv(client, path, query);
  const items = first(limit, client.list<StatisticsItems[Name]>(path, query));
  if (!json) return printTable(columnsOf(name, query), items);
  for await (const item of items) await printJson(item);
}

/** What stands beside the first page of reviewers. */
export async function printAgreement(
  client: LedgerClient,
  { json }: { readonly json: boolean },
): Promise<void> {
  const path = 'v1/stats/reviewers';
  const { ledger } = await client.get<{ ledger: LedgerReview }>(path, { limit: '1' });
  if (json) return printJson(ledger);
  for (const line of agreementLines(ledger)) await printLine(line);
}

async function printCsv(client: LedgerClient, path: string, query: Query): Promise<void> {
  for await (const piece of client.csv(path, query)) await printText(piece);
}

async function* first<Item>(
  limit: number | undefined,
  items: AsyncIterable<Item>,
): AsyncGenerator<Item, void> {
  let left = limit ?? Infinity;
  for await (const item of items) {
    yield item;
    left -= 1;
    if (left <= 0) return;
  }
}

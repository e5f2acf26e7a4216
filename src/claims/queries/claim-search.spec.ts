import { sql } from 'kysely';

import { NOW } from '../../../test/support/claim-histories.js';
import { onEveryDatabase } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { ViewDatabase } from '../../../test/support/view-database.js';
import { InvalidCursorError } from '../../queries/page.js';
import { CLAIM_ORDERS, Search, type ClaimOrder } from './claim-search.js';
import type { ClaimFilter } from './claim-terms.js';
import { listClaims } from './list-claims.js';

onEveryDatabase((viewsOf) => {
  it('takes no cursor of a list in another order', async () => {
    const history = new LedgerHistory().policy(1);
    for (let n = 0; n < 5; n += 1) history.claim(uuid(100 + n));
    const opened = await viewsOf(history.events);
    const { views } = opened;
    for (const order of CLAIM_ORDERS) {
      const { next } = await listClaims(views, { order, limit: 2 }, { now: NOW });
      for (const other of CLAIM_ORDERS) {
        const page = listClaims(views, { order: other, after: next! }, { now: NOW });
        if (other === order) expect((await page).items).toHaveLength(3);
        else await expect(page).rejects.toThrow(InvalidCursorError);
      }
    }
    await opened.close();
  });
});

describe('a search on SQLite', () => {
  let database: ViewDatabase;
  beforeAll(async () => (database = await ViewDatabase.of()));
  afterAll(() => database.close());

  /** How the claims are found, before those that were found are sorted. */
  async function planOf(filter: ClaimFilter, order: ClaimOrder): Promise<string[]> {
    const { views } = database;
    const noneIsFew = -1;
    const search = await Search.for(views, filter, order, { now: NOW }, noneIsFew);
    const found = search.select(
      ['claim_status.row_id'],
      { after: { position: '5', key: 'x' } },
      51,
    );
    const { rows } = await sql<{ detail: string }>`explain query plan ${found}`.execute(views);
    const plan = rows.map(({ detail }) => detail);
    return plan.slice(
      0,
      plan.findIndex((step) => /^SCAN (found|of_0)$/.test(step)),
    );
  }

  it('sorts no more of few claims than were recorded between the dates', async () => {
    const history = new LedgerHistory().claim(uuid(100), { topics: ['talks'] });
    const recorded = await ViewDatabase.of(history.events);
    const filter = { topic: 'talks', recordedFrom: '2025-10-14', recordedUntil: '2025-10-14' };
    const search = await Search.for(recorded.views, filter, 'due', { now: NOW });
    const found = search.select(['claim_status.row_id'], {}, 51);
    const { rows } = await sql<{ detail: string }>`explain query plan ${found}`.execute(
      recorded.views,
    );
    await recorded.close();
    expect(rows.map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/^SEARCH claim_topics .*recorded_position>\? AND recorded_position<\?/),
    );
  });

  it.each<[string, ClaimFilter, ClaimOrder, RegExp]>([
    ['all', {}, 'newest', /^SEARCH claims USING COVERING INDEX/],
    ['all, oldest first', {}, 'oldest', /^SEARCH claims USING COVERING INDEX/],
    ['all, due first', {}, 'due', /^SEARCH claim_status USING INDEX/],
    ['all, changed first', {}, 'changed', /^SEARCH claim_status USING INDEX/],
    ['a status', { status: ['settled'] }, 'newest', /\(status=\? AND/],
    ['two statuses', { status: ['settled', 'contested'] }, 'oldest', /\(status=\? AND/],
    ['a flag', { flag: ['stale'] }, 'newest', /^SEARCH claim_status USING INDEX/],
    ['a flag of other streams', { flag: ['single-origin'] }, 'newest', /^SEARCH claim_flags/],
    ['flags of both', { flag: ['single-origin', 'stale'] }, 'newest', /^SEARCH claims USING/],
    ['a rating', { rating: 'true' }, 'newest', /\(veracity_rating=\? AND/],
    ['what is needed', { needs: ['veracity'] }, 'newest', /^SEARCH claim_status USING INDEX/],
    ['a topic', { topic: 'talks' }, 'newest', /\(topic_key=\? AND/],
    ['a publisher', { publisher: 'gazette' }, 'newest', /\(publisher_name=\? AND/],
    ['a claimant', { claimant: 'ana' }, 'newest', /\(claimant_name=\? AND/],
    ['a language', { language: 'en' }, 'newest', /\(language_key=\? AND/],
    ['kinds', { kind: ['fact', 'opinion'] }, 'newest', /\(kind=\? AND/],
    ['who recorded it', { recordedBy: 'x' }, 'newest', /\(recorded_by=\? AND/],
    [
      'several filters',
      { topic: 'talks', statedFrom: '2025', kind: ['fact'], status: ['settled'] },
      'newest',
      /\(topic_key=\? AND/,
    ],
    [
      'several filters, due first',
      { topic: 'talks', statedFrom: '2025', kind: ['fact'] },
      'due',
      /^SEARCH claim_status USING INDEX/,
    ],
  ])('goes along an index in the order of the list: %s', async (_, filter, order, first) => {
    const plan = await planOf(filter, order);
    expect(plan.find((step) => step.startsWith('SEARCH'))).toMatch(first);
    expect(plan.filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([]);
  });
});

import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { restingOnWithdrawn } from './withdrawn-evidence.js';

const CHAIN = 200;
const CLAIMS = 100;

let looked = 0;
let views: Kysely<ViewTables>;

/** As many of the columns as are asked for; whoever looks at a derivation is counted. */
beforeAll(() => {
  const db = new Database(':memory:');
  db.function('looked_at', () => {
    looked += 1;
    return 1;
  });
  db.exec(`
    create table citations (claim_id, citation_id primary key, retracted, valid_to);
    create table citation_sources (claim_id, citation_id, source_id);
    create index citation_sources_claim on citation_sources (claim_id);
    create table sources (source_id primary key, withdrawn, valid_to);
    create table all_derivations (source_id, from_id, retracted, valid_to);
    create index all_derivations_source on all_derivations (source_id);
    create index all_derivations_from on all_derivations (from_id);
    create view derivations as select * from all_derivations where looked_at() = 1;
  `);
  const insert = (table: string, ...row: unknown[]) =>
    db.prepare(`insert into ${table} values (${row.map(() => '?').join(', ')})`).run(...row);
  for (let n = 0; n <= CHAIN; n += 1) {
    insert('sources', `s${n}`, n === CHAIN ? '{}' : null, null);
    if (n < CHAIN) insert('all_derivations', `s${n}`, `s${n + 1}`, null, null);
  }
  for (let n = 0; n < CLAIMS; n += 1) {
    insert('citations', `claim ${n}`, `citation ${n}`, null, null);
    insert('citation_sources', `claim ${n}`, `citation ${n}`, `s${n % 10}`);
  }
  views = new Kysely({ dialect: new SqliteDialect({ database: db }) });
});
afterAll(() => views.destroy());

async function lookedAtFor(claims: number): Promise<number> {
  const ids = Array.from({ length: claims }, (_, n) => `claim ${n}`);
  looked = 0;
  const resting = await restingOnWithdrawn(views, ids, undefined);
  expect([...resting.keys()].sort()).toEqual([...ids].sort());
  return looked;
}

it('looks at each derivation as often for a page of claims as for one', async () => {
  const forOne = await lookedAtFor(1);
  expect(forOne).toBeGreaterThanOrEqual(CHAIN);
  expect(await lookedAtFor(CLAIMS)).toBe(forOne);
});

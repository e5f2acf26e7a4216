import Database from 'better-sqlite3';
import { join } from 'node:path';

import { EVENTS_FILE } from '../../src/ledger-log.js';
import { accepted, problemIn } from '../support/answers.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
beforeAll(async () => (served = await ServedLedger.start()));
afterAll(() => served.stop());

it.each([
  [
    'altered',
    `UPDATE events SET data = replace(data, 'open', 'shut') WHERE position = ?`,
    'is not as it was recorded',
  ],
  ['gone', 'DELETE FROM events WHERE position = ?', 'is missing'],
])(
  'an event that is %s is told by its position, and nobody is asked to try again',
  async (_, sql, told) => {
    const author = await served.member(['contributor']);
    const claim = { text: 'The bridge is open', kind: 'fact', claimant: { kind: 'own-voice' } };
    const { position } = accepted<{ position: string }>(await author.post('/v1/claims', claim));
    const behind = await served.member(['auditor']);
    const db = new Database(join(served.dataDir, EVENTS_FILE));
    db.exec('DROP TRIGGER IF EXISTS events_are_never_changed');
    db.exec('DROP TRIGGER IF EXISTS events_are_never_deleted');
    db.prepare(sql).run(Number(position));
    db.close();

    const before = String(Number(position) - 1).padStart(16, '0');
    const answer = await behind.get(`/v1/events?after=${before}`);
    expect(problemIn(answer)).toMatchObject({
      type: '/problems/event-store-damaged',
      status: 503,
      detail: `The event at position ${Number(position)} ${told}. The events file is damaged; take it from a backup, or import an export.`,
    });
    expect(answer.headers.get('retry-after')).toBeNull();
  },
);

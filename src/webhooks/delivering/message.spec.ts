import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { deliveryId, messageOf, MOST_DATA } from './message.js';

const [CLAIM, SOURCE, WEBHOOK, OTHER] = [uuid(10), uuid(20), uuid(80), uuid(81)];

const { events } = new LedgerHistory()
  .claim(CLAIM)
  .source(SOURCE)
  .source(uuid(21), {
    authors: Array.from({ length: 100 }, (_, n) => ({
      name: `${n} ${'x'.repeat(290)}`,
      sameAs: Array.from({ length: 2 }, (_, m) => `https://a.example/${m}${'y'.repeat(400)}`),
    })),
  });
const [claim, source, large] = events;

it('is what happened, of which claim or source, where it stands in the log', () => {
  expect(messageOf(claim!)).toEqual({
    type: 'claim.ClaimRecorded',
    timestamp: '2025-10-14T08:00:00.000Z',
    data: {
      id: claim!.id,
      position: '0000000000000001',
      stream: `claim-${CLAIM}`,
      revision: 0,
      schemaVersion: 1,
      claimId: CLAIM,
      sourceId: null,
      recordedAt: '2025-10-14T08:00:00.000Z',
      recordedBy: { id: uuid(1), organization: 'Desk' },
      event: claim!.data,
    },
  });
  expect(messageOf(source!)).toMatchObject({
    type: 'source.SourceRegistered',
    data: { claimId: null, sourceId: SOURCE },
  });
});

it('leaves out what is too large, which can be read at its position', () => {
  expect(JSON.stringify(large!.data).length).toBeGreaterThan(MOST_DATA);
  const message = messageOf(large!);
  expect(message.data).toMatchObject({ position: large!.position, event: null });
  expect(JSON.stringify(message).length).toBeLessThan(1_000);
});

it('has an id that is the same at every try, and another for each webhook and event', () => {
  const ids = [WEBHOOK, OTHER].flatMap((webhook) => events.map((e) => deliveryId(webhook, e)));
  expect(new Set(ids).size).toBe(ids.length);
  expect(deliveryId(WEBHOOK, claim!)).toBe(ids[0]);
  // The signature is of `<id>.<timestamp>.<body>`, so that no id may hold a full stop.
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
});

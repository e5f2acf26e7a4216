import { FoldedRows } from '../../test/support/folded-rows.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { webhooks } from './webhooks.projection.js';

const [WEBHOOK, ADMIN, OTHER] = [uuid(80), uuid(8), uuid(9)];
const STREAM = `webhook-${WEBHOOK}`;
const REGISTERED_AT = '2025-10-14T08:00:00.000Z';
const LATER = '2025-10-15T08:00:00.000Z';

const registered = () => new LedgerHistory().by(ADMIN).webhook(WEBHOOK);
const rowOf = ({ events }: LedgerHistory) => {
  const folded = new FoldedRows(webhooks);
  for (const event of events) folded.apply(event);
  return folded.rows.get(WEBHOOK);
};

it('shows where it leads, what it selects, and of its secret when it was made', () => {
  expect(rowOf(registered())).toEqual({
    webhook_id: WEBHOOK,
    revision: 0,
    url: 'https://desk.example/hook',
    description: null,
    event_types: [],
    claims: [],
    topics: [],
    disabled: null,
    removed: null,
    secret_at: REGISTERED_AT,
    previous_until: null,
    recorded_by: ADMIN,
    recorded_at: REGISTERED_AT,
    recorded_position: '0000000000000001',
  });
});

it('changes what an amendment names, and takes away what is null in it', () => {
  const history = registered()
    .record(STREAM, 'WebhookAmended', { description: 'To the chat', topics: ['talks'] })
    .record(STREAM, 'WebhookAmended', { url: 'https://desk.example/other' });
  expect(rowOf(history)).toMatchObject({
    revision: 2,
    url: 'https://desk.example/other',
    description: 'To the chat',
    topics: ['talks'],
  });
  history.record(STREAM, 'WebhookAmended', { description: null });
  expect(rowOf(history)).toMatchObject({ description: null, topics: ['talks'] });
});

it('shows who disabled it, when and why, until it is enabled', () => {
  const history = registered().at(LATER).by(OTHER);
  history.record(STREAM, 'WebhookDisabled', { cause: 'admin', reason: 'moving' });
  expect(rowOf(history)?.disabled).toEqual({
    cause: 'admin',
    reason: 'moving',
    by: OTHER,
    at: LATER,
    position: '0000000000000002',
  });
  history.record(STREAM, 'WebhookEnabled', { missed: 'deliver' });
  expect(rowOf(history)?.disabled).toBeNull();
});

it('shows when its secret was rotated, and its removal', () => {
  const secret = { salt: 'B'.repeat(22), sha256: 'b'.repeat(64) };
  const history = registered()
    .at(LATER)
    .record(STREAM, 'WebhookSecretRotated', { secret, previousUntil: '2025-10-16T08:00:00.000Z' })
    .record(STREAM, 'WebhookRemoved', { reason: 'not used' });
  expect(rowOf(history)).toMatchObject({
    secret_at: LATER,
    previous_until: '2025-10-16T08:00:00.000Z',
    removed: { reason: 'not used', by: ADMIN, at: LATER },
  });
});

it.each([
  ['registered twice', registered().webhook(WEBHOOK)],
  [
    'removed before it was registered',
    new LedgerHistory().record(STREAM, 'WebhookRemoved', { reason: 'none' }),
  ],
])('stops at a webhook that was %s', (_, history) => {
  expect(() => rowOf(history)).toThrow(ImpossibleEventError);
});

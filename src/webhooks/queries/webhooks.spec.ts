import { onEveryDatabase } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { countWebhooks, getWebhook, listWebhooks } from './webhooks.js';

const [FIRST, SECOND, THIRD, ADMIN] = [uuid(80), uuid(81), uuid(82), uuid(8)];

const history = () =>
  new LedgerHistory()
    .by(ADMIN)
    .webhook(FIRST, { topics: ['talks'], eventTypes: ['FindingReached'] })
    .webhook(SECOND)
    .webhook(THIRD, { description: 'To the chat' })
    .record(`webhook-${SECOND}`, 'WebhookDisabled', { cause: 'gone', reason: 'It answered 410.' })
    .record(`webhook-${THIRD}`, 'WebhookRemoved', { reason: 'not used' });

onEveryDatabase((viewsOf) => {
  it('shows what a webhook selects, and nothing of its secret but its times', async () => {
    const made = await viewsOf(history().events);
    const { views } = made;
    const webhook = await getWebhook(views, FIRST);
    expect(webhook).toMatchObject({
      id: FIRST,
      revision: 0,
      eventTypes: ['FindingReached'],
      claims: [],
      topics: ['talks'],
      status: 'enabled',
      disabled: null,
      removed: null,
      recordedBy: { id: ADMIN },
    });
    expect(Object.keys(webhook!.secret)).toEqual(['recordedAt', 'previousUntil']);
    expect(await getWebhook(views, uuid(99))).toBeUndefined();
    await made.close();
  });

  it('says why one is disabled, and since where', async () => {
    const made = await viewsOf(history().events);
    const { views } = made;
    expect(await getWebhook(views, SECOND)).toMatchObject({
      revision: 1,
      status: 'disabled',
      disabled: { cause: 'gone', reason: 'It answered 410.', position: '0000000000000004' },
    });
    await made.close();
  });

  it('lists all, newest first, page by page, and counts those that were not removed', async () => {
    const made = await viewsOf(history().events);
    const { views } = made;
    const first = await listWebhooks(views, { limit: 2 });
    expect(first.items.map(({ id, status }) => [id, status])).toEqual([
      [THIRD, 'removed'],
      [SECOND, 'disabled'],
    ]);
    const { items, next } = await listWebhooks(views, { limit: 2, after: first.next! });
    expect([items.map(({ id }) => id), next]).toEqual([[FIRST], null]);
    expect(await countWebhooks(views)).toBe(2);
    await made.close();
  });
});
